import { expect, it } from 'vitest';
import { dark, light, type Colour } from '../../emails/theme.ts';

/** Colours that carry words; rules are ornament. */
const INK: readonly Colour[] = ['text', 'muted', 'link', 'brand', 'up', 'down', 'fresh'];
/** WCAG 2.2, 1.4.3: text of any size. */
const ENOUGH = 4.5;

it.each(INK)('%s is readable on a light page, on a dark one, and when a client inverts the mail', (name) => {
  expect(contrast(rgb(light[name]), rgb(light.page))).toBeGreaterThanOrEqual(ENOUGH);
  expect(contrast(rgb(dark[name]), rgb(dark.page))).toBeGreaterThanOrEqual(ENOUGH);
  expect(contrast(flipped(rgb(light[name])), flipped(rgb(light.page)))).toBeGreaterThanOrEqual(ENOUGH);
});

type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** HSL lightness turned around, as Gmail on iOS and classic Outlook do it: hue and saturation stay. */
function flipped(colour: Rgb): Rgb {
  const [low, high] = [Math.min(...colour), Math.max(...colour)];
  const shift = 255 - high - low;
  return [colour[0] + shift, colour[1] + shift, colour[2] + shift];
}

/** WCAG contrast ratio, 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
