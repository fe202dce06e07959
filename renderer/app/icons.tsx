/** The tools' icons: thin strokes on a 16-unit grid, in the text's colour. */

const PATHS = {
  save: 'M3 2.5h8l2.5 2.5v8.5h-11v-11zM5 2.5v4h5v-4M5 13.5v-4h6v4',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3',
  find: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5l3 3',
  insert: 'M2.5 4h11M2.5 12h11M8 6v4M6 8h4',
  remove: 'M2.5 4h11M2.5 12h11M6 8h4',
  pdf: 'M4 1.5h5.5l3 3v10H4v-13zM9.5 1.5v3h3M6 8h4M6 10.5h4',
  word: 'M4 1.5h5.5l3 3v10H4v-13zM9.5 1.5v3h3M5.8 7.5l1 4.5 1.4-3.5 1.4 3.5 1-4.5',
  workbook: 'M2.5 3.5h11v9h-11v-9zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6',
  preview: 'M1.5 8s2.5-4 6.5-4 6.5 4 6.5 4-2.5 4-6.5 4-6.5-4-6.5-4zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  panel: 'M2.5 3h11v10h-11v-10zM10 3v10',
  fill: 'M3 3h10v3.5H3zM8 8.5v5M6 11.5l2 2 2-2',
  open: 'M1.5 12.5v-9h4l1.5 2h6v2M1.5 12.5l2-5h11l-2 5h-11z',
  sample: 'M3 2.5h10v11H3v-11zM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  year: 'M2.5 3.5h11v10h-11v-10zM2.5 6.5h11M5.5 2v3M10.5 2v3M5.5 10h5M8.5 8l2 2-2 2',
  merge: 'M2 2.5h4.5v4H2zM9.5 2.5H14v4H9.5zM5.5 10h5v4h-5zM4.2 6.5v1.7h7.6V6.5M8 8.2V10',
  audit: 'M4 1.5h5.5l3 3v10H4v-13zM9.5 1.5v3h3M6 9.5l1.7 1.8 3-3.6',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
