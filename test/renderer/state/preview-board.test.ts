import { describe, expect, it } from 'vitest';
import { PreviewBoard, type RenderPages } from '../../../renderer/state/preview-board.ts';
import type { Document } from '../../../shared/document/document.ts';
import { cellLink, tableLink } from '../../../shared/report/cell-link.ts';
import { sampleDocument } from '../../fixtures/sample-document.ts';

type Request = Parameters<RenderPages>[0];
type Answer = Awaited<ReturnType<RenderPages>>;

/** A host that answers when it is told to. */
class SlowHost {
  readonly asked: { readonly request: Request; readonly answer: (answer: Answer) => void }[] = [];

  readonly render: RenderPages = (request) => new Promise((answer) => this.asked.push({ request, answer }));

  /** Answers the last request with pages by hash; the window is given what it does not have. */
  async pages(...hashes: readonly string[]): Promise<void> {
    const { request, answer } = this.last;
    answer({ ok: true, notices: [], pages: hashes.map((hash) => ({ hash, svg: request.known.includes(hash) ? null : svg(hash) })) });
    await settled();
  }

  async refuse(code: 'cancelled' | 'unsupported', message: string): Promise<void> {
    this.last.answer({ ok: false, code, message });
    await settled();
  }

  get last() {
    const last = this.asked.at(-1);
    if (last === undefined) throw new Error('nothing was asked');
    return last;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const svg = (hash: string, width = 595, height = 842): string => `<svg width="${width}pt" height="${height}pt">${hash}</svg>`;
const named = (department: string): Document => ({ ...sampleDocument(), department });
const shown = (board: PreviewBoard): readonly string[] => board.snapshot().sheets.map((sheet) => sheet.svg);

describe('the pages of the preview', () => {
  it('are asked for once while a request is under way, and then for the document of that moment', async () => {
    const host = new SlowHost();
    const board = new PreviewBoard(host.render);
    for (const name of ['一', '二', '三']) board.follow(named(name));
    expect(host.asked.map(({ request }) => request.document.department)).toEqual(['一']);
    await host.pages('a', 'b');
    expect(board.snapshot().isSetting).toBe(true);
    expect(host.asked.map(({ request }) => request.document.department)).toEqual(['一', '三']);
    await host.pages('a', 'c');
    expect(host.asked).toHaveLength(2);
    expect([board.snapshot().isSetting, shown(board)]).toEqual([false, [svg('a'), svg('c')]]);
  });

  it('that have not changed are neither sent nor made anew', async () => {
    const host = new SlowHost();
    const board = new PreviewBoard(host.render);
    board.follow(named('一'));
    await host.pages('a', 'b');
    const [first] = board.snapshot().sheets;
    board.follow(named('二'));
    expect(host.last.request.known).toEqual(['a', 'b']);
    await host.pages('a', 'c');
    expect(board.snapshot().sheets[0]).toBe(first);
  });

  it('stay as they were where the document can not be set, and say why', async () => {
    const host = new SlowHost();
    const board = new PreviewBoard(host.render);
    board.follow(named('一'));
    await host.pages('a');
    board.follow(named('二'));
    await host.refuse('unsupported', '本机没有文档所用的模板');
    expect([shown(board), board.snapshot().problem]).toEqual([[svg('a')], '本机没有文档所用的模板']);
    board.follow(named('三'));
    await host.pages('b');
    expect([shown(board), board.snapshot().problem]).toEqual([[svg('b')], null]);
  });

  it('whose place a print took are asked for again', async () => {
    const host = new SlowHost();
    const board = new PreviewBoard(host.render);
    board.follow(named('一'));
    await host.refuse('cancelled', '');
    expect(host.asked.map(({ request }) => request.document.department)).toEqual(['一', '一']);
    const paper = board.forPrint(named('一'), true);
    expect(host.last.request).toMatchObject({ draft: true, known: [] });
    await host.pages('marked');
    expect(await paper).toEqual([{ hash: 'marked', svg: svg('marked'), width: 595, height: 842 }]);
  });

  it('lead to a table by any of its pages, and to a cell by the page that shows it in its table', async () => {
    const cell = { table: 'T05', row: '2060302', column: '1' };
    const page = (...links: readonly string[]) => `<svg width="842pt" height="595pt">${links.map((link) => `<a xlink:href="${link}"/>`).join('')}</svg>`;
    const pages = [page(cellLink(cell)), page(tableLink('T05')), page(tableLink('T05'), cellLink(cell)), page(tableLink('T06'))];
    const board = new PreviewBoard(() => Promise.resolve({ ok: true, notices: [], pages: pages.map((drawing, at) => ({ hash: String(at), svg: drawing })) }));
    board.seek(cell);
    expect(board.snapshot().target).toBeNull();
    board.follow(named('一'));
    await settled();
    // As soon as it is set, the cell that was sought is brought into sight.
    expect(board.snapshot().target).toEqual({ page: 2, cell });
    expect([board.pageOf('T05'), board.pageOf('T06'), board.pageOf('T09')]).toEqual([1, 3, null]);
    expect(board.snapshot().sheets[0]).toMatchObject({ width: 842, height: 595 });
  });

  it('grow and shrink by the steps there are', () => {
    const board = new PreviewBoard(() => Promise.reject(new Error('nothing is set here')));
    const zoomed = (steps: 1 | -1, from: number) => {
      board.zoomBy(steps, from);
      return board.snapshot().zoom;
    };
    expect([zoomed(1, 74), zoomed(1, 75), zoomed(1, 200), zoomed(-1, 74), zoomed(-1, 100), zoomed(-1, 50)]).toEqual([75, 100, 100, 50, 75, 75]);
  });
});
