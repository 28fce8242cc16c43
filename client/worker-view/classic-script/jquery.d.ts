declare module "jquery" {
  /** Handed to requesters' scripts as it is. */
  const jQuery: unknown;
  export default jQuery;
}
