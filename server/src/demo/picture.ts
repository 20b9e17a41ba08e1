import sharp from 'sharp'
import { pictureFrom, type Picture } from '../referral-requests/picture-file'

/** A sketch of a flat, as somebody would draw it who asks for care at home: the bed, the bathroom, the way between. Lines only, since no font is sure to be there. */
const FLAT = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720" viewBox="0 0 960 720">
  <rect width="960" height="720" fill="#fbfaf6"/>
  <g fill="none" stroke="#39424e" stroke-width="10" stroke-linecap="round">
    <path d="M120 110H840V610H120Z"/><path d="M500 110V290M500 380V610M120 400H330M430 400H500"/>
  </g>
  <g fill="#e9f0f6" stroke="#1f4f7a" stroke-width="5">
    <rect x="160" y="150" width="210" height="130" rx="14"/><rect x="172" y="164" width="60" height="102" rx="10" fill="#ffffff"/>
    <rect x="150" y="450" width="120" height="70" rx="30"/><circle cx="400" cy="530" r="34"/>
    <rect x="590" y="430" width="200" height="120" rx="12"/><rect x="620" y="160" width="150" height="90" rx="10"/>
  </g>
  <path d="M300 300C360 340 380 360 380 470" fill="none" stroke="#9a580c" stroke-width="7" stroke-dasharray="16 14"/>
  <g stroke="#9a580c" stroke-width="7" stroke-linecap="round"><path d="M380 470l-16 -22M380 470l18 -20"/></g>
</svg>`

/** The one picture of the demo organisation, as it would be kept after an upload. */
export async function sketchOfFlat(): Promise<Picture> {
  return pictureFrom(await sharp(Buffer.from(FLAT)).png().toBuffer())
}
