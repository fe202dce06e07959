/** The parts that tables play in a 部门决算公开. Rules name tables by these; a set that has no table for a part leaves its rules inapplicable. */
export const ROLES = [
  '收支总表', '收入表', '支出表', '财拨总表', '一般公共预算表', '基本支出表', '基金表', '国资表', '三公表',
  '补充资料', '预算表', '自评表',
] as const;

/** Whether a name is a part that some table set may lack. */
export function isRole(name: string): boolean {
  return ROLES.some((role) => role === name);
}
