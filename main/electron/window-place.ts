/** Where the window was, and where it can be now: a screen that is gone must not leave the window where nobody sees it. */
import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const windowPlaceSchema = z.strictObject({
  x: z.number().int().nullable(), y: z.number().int().nullable(), width: z.number().int(), height: z.number().int(), isMaximized: z.boolean(),
});
export type WindowPlace = Readonly<z.infer<typeof windowPlaceSchema>>;

/** Nine tables abreast want room; a first start takes most of a common screen. */
export const FIRST_PLACE: WindowPlace = { x: null, y: null, width: 1360, height: 860, isMaximized: false };
export const SMALLEST = { width: 960, height: 600 } as const;

/** The part of the title bar that must be on a screen for the window to be taken hold of. */
const GRIP = { width: 160, height: 32 } as const;

/** The place as it was, moved and shrunk where the screens of today ask for it. */
export function placeOnScreen(place: WindowPlace, screens: readonly Rectangle[], primary: Rectangle): Rectangle {
  const { x, y } = place;
  const holder = x === null || y === null ? undefined : screens.find((screen) => isGripInside({ x, y, width: place.width, height: place.height }, screen));
  const screen = holder ?? primary;
  const width = Math.min(Math.max(place.width, SMALLEST.width), screen.width);
  const height = Math.min(Math.max(place.height, SMALLEST.height), screen.height);
  if (holder === undefined || x === null || y === null) {
    return { x: screen.x + Math.round((screen.width - width) / 2), y: screen.y + Math.round((screen.height - height) / 2), width, height };
  }
  return { x, y, width, height };
}

function isGripInside(window: Rectangle, screen: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return overlap >= GRIP.width && window.y >= screen.y && window.y + GRIP.height <= screen.y + screen.height;
}
