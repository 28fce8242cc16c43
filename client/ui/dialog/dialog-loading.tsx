/** Takes a dialog's place while it is loaded, so that the page's keyboard shortcuts are off already. */
export const DialogLoading = () => <div role="dialog" aria-modal="true" aria-label="Loading" aria-busy="true" />;
