/** First letters of names in pinyin. The dictionary is large, so it is fetched when a look-up is first opened. */
import { useEffect, useState } from 'react';

export type Initials = (name: string) => string;

/** Gives '' until the dictionary is there. */
export function useInitials(): Initials {
  const [initials, setInitials] = useState<Initials>(() => () => '');
  useEffect(() => {
    let isWanted = true;
    void import('pinyin-pro').then(({ pinyin }) => {
      if (isWanted) setInitials(() => (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase());
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return initials;
}
