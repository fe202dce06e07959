/** The published workbooks, and where headings and lines stand in each of their sheets. */
export const workbooks = [
  {
    file: 'beiguan-2022.xlsx',
    layout: [
      { head: 3, from: 6, roles: 'nlanla' }, { head: 3, from: 6, roles: 'cnaaaaaaa' }, { head: 3, from: 6, roles: 'cnaaaaaa' }, { head: 3, from: 6, roles: 'nlanlaaaa' }, { head: 3, from: 6, roles: 'cnaaa' },
      { head: 3, from: 4, roles: 'cnacnacna' }, { head: 3, from: 6, roles: 'cnaaaaaa' }, { head: 3, from: 6, roles: 'cnaaa' }, { head: 3, from: 7, roles: 'aaaaaaaaaaaa' },
    ],
  },
  {
    file: 'shanghai-shegongbu-2024.xlsx',
    layout: [
      { head: 2, from: 4, roles: 'nana' }, { head: 2, from: 4, roles: 'cnaaaaaaa' }, { head: 2, from: 4, roles: 'cnaaaaaa' }, { head: 2, from: 4, roles: 'nanaaaa' }, { head: 2, from: 4, roles: 'cnaaa' },
      { head: 2, from: 3, roles: 'cnacna' }, { head: 2, from: 6, roles: 'aaaaaaaaaaaa' }, { head: 2, from: 5, roles: 'cnaaaaaa' }, { head: 2, from: 5, roles: 'cnaaaaaa' },
    ],
  },
];
