/** A hidden window paints nothing: it is waited for no longer than this. */
const MOST = 2000;

/** Settles when the window has shown what it was told last, and whatever waited for that frame as well has had its turn. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)));
    setTimeout(resolve, MOST);
  });
}
