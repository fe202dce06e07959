/** Sheets that tell or set something: shortcuts, legend, settings, about. */
import { MENU } from '../../shared/menu.ts';
import type { Settings } from '../../shared/ipc.ts';
import { GRID_KEYS } from '../grid/grid-keys.ts';
import type { Desk } from '../state/desk.ts';
import type { DeskView, HelpSheet } from '../state/desk-view.ts';
import { DialogWindow } from './dialog-window.tsx';
import { ExportSettings } from './export-settings.tsx';
import { keysInWords } from './use-shortcuts.ts';

export interface HelpSheetsProps {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly sheet: HelpSheet;
}

const TITLES: Readonly<Record<HelpSheet, string>> = { shortcuts: '快捷键一览', legend: '标记图例', settings: '设置', about: '关于明账' };

export function HelpSheets({ desk, view, sheet }: HelpSheetsProps) {
  const close = (): void => desk.dismiss('sheet');
  return (
    <DialogWindow label={TITLES[sheet]} onCancel={close}>
      <div className="column">
        <h3>{TITLES[sheet]}</h3>
        {sheet === 'shortcuts' ? <Shortcuts platform={view.info?.platform ?? ''} /> : null}
        {sheet === 'legend' ? <Legend /> : null}
        {sheet === 'settings' ? <SettingsForm settings={view.settings} onChange={(settings) => desk.set(settings)} onChooseStyles={() => desk.files.ask('styles', '')} /> : null}
        {sheet === 'about' ? <p>明账 {view.info?.version}　部门决算公开编制软件。完全离线运行，文件只保存在这台计算机上。</p> : null}
        <div className="buttons"><button type="button" className="primary" onClick={close}>关闭</button></div>
      </div>
    </DialogWindow>
  );
}

function Shortcuts({ platform }: { readonly platform: string }) {
  return (
    <div className="scroll"><div className="shortcuts">
      {MENU.map((section) => (
        <section key={section.label}>
          <h4>{section.label}</h4>
          {section.items.filter((item) => item.keys !== undefined).map((item) => <p key={item.command}><kbd>{keysInWords(item.keys ?? '', platform)}</kbd><span>{item.label.replace('…', '')}</span></p>)}
        </section>
      ))}
      <section>
        <h4>表格中</h4>
        {GRID_KEYS.map(([keys, meaning]) => <p key={keys}><kbd>{keys}</kbd><span>{meaning}</span></p>)}
      </section>
    </div></div>
  );
}

const MARKS: readonly (readonly [className: string, sign: string, meaning: string])[] = [
  ['is-input', '', '白底：录入单元格，可直接输入'],
  ['is-formula', '', '灰底：由公式算出，改写须填写原因'],
  ['has-error', '!', '有错误：与公式或其他表不符'],
  ['has-warning', '▲', '有警告：请核实'],
  ['has-tail', '≈', '尾差：在四舍五入允许范围内'],
  ['has-info', 'i', '有提示'],
  ['is-declared', '◆', '改写过的公式单元格，附有原因'],
  ['is-declared', '◇', '导入的表中所印的数与公式不同，暂以所印为准'],
  ['is-changed', '', '右上角折角：导入后改动过'],
  ['is-remarked', '✎', '有批注：在单元格面板中查看'],
  ['is-beside', '', '斜体：上年数、增减额、增减%，只供对照，不能录入'],
  ['is-up', '↑', '与上年对比：增加'],
  ['is-down', '↓', '与上年对比：减少'],
];

function Legend() {
  return (
    <div className="legend grid">
      {MARKS.map(([className, sign, meaning]) => (
        <p key={meaning}><span className={`ag-cell amount ${className}`}><span className="cell"><span className="sign">{sign}</span><span className="words">12.00</span></span></span><span>{meaning}</span></p>
      ))}
    </div>
  );
}

const MOVES: readonly (readonly [Settings['enterMoves'], string])[] = [['down', '向下'], ['right', '向右'], ['up', '向上'], ['left', '向左'], ['none', '不移动']];
const THEMES: readonly (readonly [Settings['theme'], string])[] = [['system', '跟随系统'], ['light', '浅色'], ['dark', '深色']];

interface SettingsFormProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
  readonly onChooseStyles: () => Promise<string | null>;
}

function SettingsForm({ settings, onChange, onChooseStyles }: SettingsFormProps) {
  return (
    <div className="settings">
      <label>按 Enter 后移动<select value={settings.enterMoves} onChange={(event) => onChange({ ...settings, enterMoves: pick(MOVES, event.target.value, settings.enterMoves) })}>{MOVES.map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select></label>
      <label>外观<select value={settings.theme} onChange={(event) => onChange({ ...settings, theme: pick(THEMES, event.target.value, settings.theme) })}>{THEMES.map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select></label>
      <label>表格缩放<span><input type="range" min={80} max={200} step={10} value={settings.zoom} aria-label="表格缩放" onChange={(event) => onChange({ ...settings, zoom: Number(event.target.value) })} /> {settings.zoom}%</span></label>
      <ExportSettings look={settings.exports} onChange={(exports) => onChange({ ...settings, exports })} onChooseStyles={onChooseStyles} />
    </div>
  );
}

function pick<T extends string>(choices: readonly (readonly [T, string])[], value: string, otherwise: T): T {
  return choices.find(([choice]) => choice === value)?.[0] ?? otherwise;
}
