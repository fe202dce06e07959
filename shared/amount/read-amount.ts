/**
 * Reads an amount as people and workbooks write it: thousands separators, full-width digits, accounting negatives,
 * a currency sign, dashes for “nothing”. What is not surely an amount is refused, never guessed.
 */
import { amountText, Decimal } from './amount.ts';

/** What a text turned out to be: an amount (canonical text), blank, or not an amount. */
export type AmountReading =
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'not-amount' };

/** As documents store an amount; most numbers of workbooks are so already. */
const CANONICAL = /^(?:0|[1-9]\d{0,14})$/;
const BLANK_MARKS = /^[-—–－―─/／、.·…*]*$/u;
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;
const PLAIN = /^(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?$/;

/** Half-width, no spaces of any kind (including U+3000 and U+00A0), one kind of minus. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00a0\u3000\u200b\ufeff]/gu, '')
    .replace(/[−﹣－–—](?=[\d.(])/gu, '-')
    .replace(/，/g, ',')
    .replace(/．|。(?=\d)/g, '.');
}

/** Reads the text of one cell. `—`, `-`, `/` and spaces are blank; `0`, `0.00` are zero. */
export function readAmount(text: string): AmountReading {
  if (CANONICAL.test(text)) return { kind: 'amount', amount: text };
  let body = normalise(text);
  if (body === '' || BLANK_MARKS.test(body)) return { kind: 'blank' };
  body = body.replace(/^[¥￥]/u, '').replace(/元$/u, '');
  let negative = false;
  const accounting = /^\((.+)\)$/.exec(body);
  if (accounting?.[1] !== undefined) {
    negative = true;
    body = accounting[1];
  } else if (/^[-+]/.test(body)) {
    negative = body.startsWith('-');
    body = body.slice(1);
  }
  if (!GROUPED.test(body) && !PLAIN.test(body)) return { kind: 'not-amount' };
  const value = new Decimal(body.replaceAll(',', ''));
  return { kind: 'amount', amount: amountText(negative ? value.negated() : value) };
}
