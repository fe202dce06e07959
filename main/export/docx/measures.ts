/** Word's measures: twentieths of a point for lengths, half points for the size of type. */
import { pointsOf } from '../../../shared/report/print-style.ts';

const TWIPS_PER_POINT = 20;

export function twips(points: number): number {
  return Math.round(points * TWIPS_PER_POINT);
}

export function millimetres(length: number): number {
  return twips(pointsOf(length));
}

export function halfPoints(points: number): number {
  return Math.round(points * 2);
}
