/** A modal dialog on the platform's own element: focus is kept inside, Escape cancels. */
import { type ReactNode, useEffect, useRef } from 'react';

export function DialogWindow({ label, onCancel, children }: { readonly label: string; readonly onCancel: () => void; readonly children: ReactNode }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const pane = before?.closest('[data-pane]');
    if (element.current?.open === false) element.current.showModal();
    // A field to fill in comes first, else the button that the user most likely wants.
    element.current?.querySelector<HTMLElement>('input[type="text"], button.primary')?.focus();
    // Whoever was at work in the grid goes on there. What the window did may have taken the button away that opened it.
    return () => {
      const back = before?.isConnected === true ? before : pane?.querySelector('button:not(:disabled), input, textarea');
      if (back instanceof HTMLElement) back.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
