/** The help: what the list of commands says is what each command says of itself. */
import { expect, it } from 'vitest';
import { HELP, helpFor } from '../../../main/cli/help.ts';

it.each(['check', 'import', 'export', 'roll', 'merge', 'rules'])('the list of commands names every option of %s', (command) => {
  const explained = [...helpFor(command).matchAll(/--[a-z][a-z-]*/gu)].map(([option]) => option);
  const listed = HELP.slice(HELP.indexOf(`mingzhang ${command} `)).split(/\n {2}mingzhang /u)[0] ?? '';
  expect(explained).not.toEqual([]);
  for (const option of new Set(explained)) expect(listed).toContain(option);
});
