import styles from "./skeleton.module.css";

/** Takes the place of something that is loading, in its final size (CSS lengths). Screen readers skip it. */
export const Skeleton = ({ width = "100%", height }: { width?: string; height: string }) => (
  <span className={styles.skeleton} style={{ width, height }} aria-hidden />
);
