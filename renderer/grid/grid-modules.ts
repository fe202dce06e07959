/** The parts of AG Grid that are used: showing rows and columns. Selection, editing and the clipboard are our own. */
import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale';
import { ClientSideRowModelModule, ColumnApiModule, ColumnAutoSizeModule, type GridOptions, LocaleModule, type Module, PinnedRowModule, RenderApiModule, RowApiModule, ScrollApiModule, themeQuartz } from 'ag-grid-community';
import { styleNonce } from '../bridge/style-nonce.ts';
import type { GridRow } from './sheet.ts';

export const GRID_MODULES: Module[] = [ClientSideRowModelModule, ColumnApiModule, ColumnAutoSizeModule, LocaleModule, PinnedRowModule, RenderApiModule, RowApiModule, ScrollApiModule];

const ROW_HEIGHT = 28;
const FONT_SIZE = 13;

export function rowHeight(zoom: number): number {
  return Math.round(ROW_HEIGHT * zoom);
}

export function gridTheme(zoom: number) {
  return themeQuartz.withParams({
    browserColorScheme: 'inherit', backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)', headerBackgroundColor: 'var(--heading)', headerTextColor: 'var(--ink)',
    borderColor: 'var(--line)', accentColor: 'var(--accent)', rowHoverColor: 'transparent', fontFamily: 'var(--font)', fontSize: FONT_SIZE * zoom, headerFontWeight: 600,
    columnBorder: true, headerColumnBorder: true, headerColumnResizeHandleColor: 'transparent', rowHeight: rowHeight(zoom), headerHeight: rowHeight(zoom), wrapperBorderRadius: 3, spacing: 5 * zoom,
  });
}

/** What never changes about a grid. */
export function gridBasics(): GridOptions<GridRow> {
  return {
    // In a narrow window the names scroll with the figures; unpinned alone, the row numbers would stand behind the names.
    processUnpinnedColumns: ({ api, columns }) => (columns.length === 0 ? [] : api.getAllDisplayedColumns().filter((column) => column.isPinned())),
    styleNonce: styleNonce(), localeText: AG_GRID_LOCALE_CN, readOnlyEdit: true, suppressCellFocus: true, suppressHeaderFocus: true, suppressColumnVirtualisation: true,
    suppressDragLeaveHidesColumns: true, suppressScrollOnNewData: true, suppressNoRowsOverlay: true, animateRows: false, suppressRowTransform: true, suppressAnimationFrame: true, rowBuffer: 2, getRowId: ({ data }) => data.id,
  };
}
