/** WordprocessingML as the library writes it out, for what it is too slow to build of its own objects. */
import { FileChild, type IXmlableObject } from 'docx';

type Attributes = Readonly<Record<string, string | number>>;

/** `<w:name w:key="value">children</w:name>`; what is null is left out. */
export function element(name: string, attributes: Attributes, children: readonly (IXmlableObject | string | null)[] = []): IXmlableObject {
  const own: Record<string, string | number> = {};
  // Called for every cell, several times.
  for (const key in attributes) own[key === 'xml:space' ? key : `w:${key}`] = attributes[key] ?? '';
  if (children.length === 0) return { [`w:${name}`]: { _attr: own } };
  const content: (IXmlableObject | string)[] = [{ _attr: own }];
  for (const child of children) if (child !== null) content.push(child);
  return { [`w:${name}`]: content };
}

/** Text in a run, spaces at its ends kept. */
export function textElement(text: string): IXmlableObject {
  return element('t', { 'xml:space': 'preserve' }, [text]);
}

/** A finished element as a child of a section. */
export class FinishedBlock extends FileChild {
  constructor(private readonly xml: IXmlableObject) {
    super('');
  }

  override prepForXml(): IXmlableObject {
    return this.xml;
  }
}
