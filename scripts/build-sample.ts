/** Builds samples/beiguan-2022.xlsx from the published figures: the sample document, exported as plain figures. `npx tsx scripts/build-sample.ts` */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportTables } from '../main/export/xlsx/export-tables.ts';
import { Engine } from '../shared/formula/engine.ts';
import { HENAN, sampleDocument } from '../test/fixtures/sample-document.ts';

const target = fileURLToPath(new URL('../samples/beiguan-2022.xlsx', import.meta.url));
const engine = new Engine(HENAN, sampleDocument());
writeFileSync(target, await exportTables(engine, { plain: true }));
