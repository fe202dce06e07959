/** A day as an accountant writes it: `2023年8月10日`, `2023-08-10`, `2023.8.10`, `2023/8/10`, `20230810`, full-width or not. */

/** The day as documents hold it, `2023-08-10`; null where the words are no day of the calendar. */
export function enteredDay(words: string): string | null {
  const plain = words.normalize('NFKC').replaceAll(/\s/gu, '');
  const [, year, month, day] = /^(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  // The 31st of a shorter month would quietly be the 1st of the next.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** A day of a document in words, `2023年8月10日`; '' for blank, and for what is no day as it stands. */
export function dayInWords(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? [];
  return year === undefined ? text : `${year}年${Number(month)}月${Number(day)}日`;
}
