/** How exported files are to differ from the usual. Kept on this machine, for every document. */
import type { ExportLook } from '../../shared/ipc.ts';

interface ExportSettingsProps {
  readonly look: ExportLook;
  readonly onChange: (look: ExportLook) => void;
  /** The path of a Word file, null where none was chosen. */
  readonly onChooseStyles: () => Promise<string | null>;
}

type Switch = 'archival' | 'plain' | 'protect' | 'oneSheet';

const SWITCHES: readonly (readonly [Switch, string])[] = [
  ['archival', 'PDF 按存档标准 PDF/A 导出'], ['plain', '工作簿只要数，不带公式、批注和隐藏的工作表'], ['protect', '工作簿锁定公式格，只有填数的格可以改'], ['oneSheet', '工作簿的表放在同一张工作表'],
];

export function ExportSettings({ look, onChange, onChooseStyles }: ExportSettingsProps) {
  const choose = (): void => {
    void onChooseStyles().then((styles) => {
      if (styles !== null) onChange({ ...look, styles });
    });
  };
  return (
    <fieldset className="settings">
      <legend>导出</legend>
      {SWITCHES.map(([key, label]) => (
        <label key={key}>{label}<input type="checkbox" checked={look[key]} onChange={(event) => onChange({ ...look, [key]: event.target.checked })} /></label>
      ))}
      <div className="setting">
        <span title={look.styles}>Word 报告的样式：{look.styles === '' ? '公文样式' : (look.styles.split(/[\\/]/u).at(-1) ?? look.styles)}</span>
        <span>
          {look.styles === '' ? null : <button type="button" onClick={() => onChange({ ...look, styles: '' })}>恢复公文样式</button>}
          <button type="button" onClick={choose}>选择本单位的 .docx…</button>
        </span>
      </div>
    </fieldset>
  );
}
