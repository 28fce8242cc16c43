/** Stands in for a dialog while its code is loaded, so that the keys of the page behind it already do nothing. */
export const DialogLoading = () => <div role="dialog" aria-modal="true" aria-label="Loading" aria-busy="true" />;
