/** How the report looks on paper, in 公文 style (GB/T 9704) as far as a report with tables allows. One style serves every renderer. */

/** A typeface by its role: the names it goes by on users' machines, and the bundled one that stands in. */
export interface Face {
  /** As the regulation calls it. */
  readonly wanted: string;
  /** Names by which fonts of that design are installed, the best first. */
  readonly names: readonly string[];
  readonly substitute: 'Noto Serif SC' | 'Noto Sans SC';
  /** Weight of the substitute; the wanted fonts have one weight only. */
  readonly weight: 400 | 700;
}

/** Millimetres. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const FACES = {
  title: {
    wanted: '方正小标宋', substitute: 'Noto Serif SC', weight: 700,
    names: ['FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05', '方正小标宋简体', '方正小标宋_GBK', '方正小标宋'],
  },
  heading: { wanted: '黑体', substitute: 'Noto Sans SC', weight: 700, names: ['SimHei', '黑体', 'STHeiti'] },
  subheading: { wanted: '楷体_GB2312', substitute: 'Noto Serif SC', weight: 400, names: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'STKaiti'] },
  body: { wanted: '仿宋_GB2312', substitute: 'Noto Serif SC', weight: 400, names: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋', 'STFangsong'] },
} as const satisfies Readonly<Record<string, Face>>;
export type FaceRole = keyof typeof FACES;

export const PAGE = {
  /** Millimetres. */
  width: 210,
  height: 297,
  margins: { top: 37, bottom: 35, left: 28, right: 26 },
  /** Pages of tables need the room. */
  tableMargins: { top: 25, bottom: 22, left: 20, right: 20 },
} as const satisfies { readonly width: number; readonly height: number; readonly margins: Margins; readonly tableMargins: Margins };

/** Points: 小初 36, 2号 22, 3号 16, 小三 15, 4号 14. */
export const SIZES = { coverTitle: 36, title: 22, text: 16, tableTitle: 18, contents: 14, pageNumber: 14, linePitch: 28.95 } as const;

/** Points of a length in millimetres. */
export function pointsOf(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

/** The pattern of page numbers; 1 stands for the number. */
export const PAGE_NUMBER = '- 1 -';
