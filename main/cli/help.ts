/** The words of `--help`. */

export const HELP = `明账命令行

  mingzhang check    <工作簿|文档|文件夹> [--text 报告.txt|.docx] [--report 校验报告.pdf|.xlsx] [--template 标识] [--json 文件|-]
  mingzhang import   <工作簿> --out 文档.mingzhang [--template 标识] [--year 年度] [--map 文件] [--json 文件|-]
  mingzhang export   <工作簿|文档> --out 报告.pdf|报告.docx|表.xlsx [--draft] [--template 标识]
                     [--pdfa] [--styles 本单位.docx] [--plain] [--protect] [--one-sheet]
  mingzhang roll     <工作簿|文档> --year 年度 --out 文档.mingzhang
  mingzhang merge    <工作簿|文档>… --out 文档.mingzhang
  mingzhang round    <工作簿|文档> [--exact 元工作簿] --out 文档.mingzhang
  mingzhang rules    [--template 标识] [规则号或词]
  mingzhang template list | validate <文件夹> | blank <标识> --out 空表.xlsx

退出码：0 没有错误；1 有错误级问题；2 文件或参数无法使用（原因见标准错误的一行说明）。
mingzhang 命令 --help 查看各命令说明。
`;

const COMMANDS: Readonly<Record<string, string>> = {
  check: `mingzhang check <工作簿|文档|文件夹> [选项]

核对表内、表间关系；给出报告文本时，一并核对情况说明。
  --text 文件      已写好的报告（.txt、.docx），与表逐数核对
  --report 文件    把全部结果写成校验报告（.pdf、.xlsx）：结果、原因、已处理事项、覆盖情况、规则
  --template 标识  指定模板，不自动选择
  --json 文件|-    把结果写成 JSON；- 为标准输出

给一个文件夹时，检查其中每个工作簿和文档。有错误级问题时退出码为 1。
例：mingzhang check 公开表.xlsx --text 报告.docx
`,
  import: `mingzhang import <工作簿> --out 文档.mingzhang [选项]

识别工作簿中的公开表，生成明账文档；未识别的单元格逐个列出。
  --template 标识  指定模板，不自动选择
  --year 年度      指定决算年度
  --map 文件       对应文件：工作簿中的写法是哪张表、哪一行、哪一栏（JSON）
  --json 文件|-    把识别结果写成 JSON；- 为标准输出

印出的合计与公式不同时两者都保留。数有错误级问题时照样生成文档，退出码为 1。
例：mingzhang import 公开表.xlsx --out 本部门.mingzhang
`,
  export: `mingzhang export <工作簿|文档> --out 文件 [选项]

按扩展名导出：.pdf、.docx 为报告，.xlsx 为带公式的表。
  --template 标识  指定模板，不自动选择
  --draft          有未处理的错误时也导出；报告带“草稿”字样
  --pdfa           PDF 按存档标准 PDF/A 导出
  --styles 文件    Word 报告套用本单位 .docx 里的样式
  --plain          工作簿只要数，不带公式、批注和隐藏的工作表
  --protect        工作簿锁定公式格，只有填数的格可以改
  --one-sheet      所有表放在同一张工作表

有错误又没有 --draft 时不导出，逐条列出，退出码为 1。
例：mingzhang export 本部门.mingzhang --out report.pdf
`,
  roll: `mingzhang roll <工作簿|文档> --year 年度 --out 文档.mingzhang

以上年文档生成本年文档：科目保留，金额清空，上年数留作对比。
例：mingzhang roll 2022.mingzhang --year 2023 --out 2023.mingzhang
`,
  merge: `mingzhang merge <工作簿|文档>… --out 文档.mingzhang

把下级单位的文档按科目逐格相加，生成汇总文档。各文件的模板、年度、单位须一致。
例：mingzhang merge 局机关.xlsx 二级单位.xlsx --out 汇总.mingzhang
`,
  round: `mingzhang round <工作簿|文档> [--exact 元工作簿|文档] --out 文档.mingzhang

消除尾差：按精确数重新取舍最末一位，使印出来的数横向、纵向和表间都相等；逐个列出调整的数。
  --exact 文件     以元为单位的同一套表；文档本身就是精确数时不用写

两套表不是同一套数、或没有要调整的时，说明原因，不生成文档，退出码为 2。
例：mingzhang round 公开表.xlsx --exact 财决导出.xls --out 本部门.mingzhang
`,
  rules: `mingzhang rules [--template 标识] [规则号或词]

列出一套模板的全部校验规则；写规则号（如 A17）或词（如 三公）只看相关的，附公式、容差和出处。
  --template 标识  看哪套模板的规则，缺省为第一套
例：mingzhang rules --template henan-2022 A17
`,
  template: `mingzhang template list                       列出模板
mingzhang template validate <文件夹>          校验模板文件，逐处指出错误
mingzhang template blank <标识> --out 空表.xlsx  生成空表
`,
};

/** Help of one command; the whole where there is no such command. */
export function helpFor(command: string): string {
  return COMMANDS[command] ?? HELP;
}
