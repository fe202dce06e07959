/** Word's measures: twentieths of a point for lengths, half points for the size of type. */
const TWIPS_PER_POINT = 20;
const POINTS_PER_MILLIMETRE = 72 / 25.4;

export function twips(points: number): number {
  return Math.round(points * TWIPS_PER_POINT);
}

export function millimetres(length: number): number {
  return twips(length * POINTS_PER_MILLIMETRE);
}

export function halfPoints(points: number): number {
  return Math.round(points * 2);
}

export function pointsOf(length: number): number {
  return length * POINTS_PER_MILLIMETRE;
}
