/** A place on earth in degrees. */
export interface Place {
  latitude: number
  longitude: number
}

const TILE = 256
const MAX_SCALE = 20
const MIN_SCALE = 3
/** Metres of one degree of latitude. */
const DEGREE_METRES = 111_320

/** Web Mercator around a centre: between places and pixels of the map's box. */
export class Projection {
  width = 1
  height = 1

  constructor(
    public centre: Place,
    public scale: number,
  ) {}

  toPixel(place: Place): { x: number; y: number } {
    const at = this.world(place)
    const middle = this.world(this.centre)
    return { x: at.x - middle.x + this.width / 2, y: at.y - middle.y + this.height / 2 }
  }

  toPlace(x: number, y: number): Place {
    const middle = this.world(this.centre)
    const size = TILE * 2 ** this.scale
    const worldX = (middle.x + x - this.width / 2) / size
    const worldY = (middle.y + y - this.height / 2) / size
    const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * worldY))) * 180) / Math.PI
    return { latitude, longitude: worldX * 360 - 180 }
  }

  /** Moves the centre by pixels. */
  pan(dx: number, dy: number): void {
    this.centre = this.toPlace(this.width / 2 - dx, this.height / 2 - dy)
  }

  zoom(by: number): void {
    this.scale = Math.max(MIN_SCALE, Math.min(MAX_SCALE, this.scale + by))
  }

  pixels(metres: number, latitude: number): number {
    const degrees = metres / DEGREE_METRES
    return Math.abs(
      this.toPixel({ latitude: latitude + degrees, longitude: 0 }).y - this.toPixel({ latitude, longitude: 0 }).y,
    )
  }

  region(): { southwest: Place; northeast: Place } {
    return { southwest: this.toPlace(0, this.height), northeast: this.toPlace(this.width, 0) }
  }

  /** Centre and scale that show all the places, with a padding in pixels (top, right, bottom, left). */
  include(places: Place[], padding: number[] = []): void {
    if (!places.length) return
    const [top = 0, right = top, bottom = top, left = right] = padding
    const latitudes = places.map(({ latitude }) => latitude)
    const longitudes = places.map(({ longitude }) => longitude)
    this.centre = { latitude: between(latitudes), longitude: between(longitudes) }
    for (this.scale = MAX_SCALE; this.scale > MIN_SCALE; this.scale--) {
      const pixels = places.map((place) => this.toPixel(place))
      const fits = pixels.every(
        ({ x, y }) => x >= left && y >= top && x <= this.width - right && y <= this.height - bottom,
      )
      if (fits) return
    }
  }

  private world({ latitude, longitude }: Place): { x: number; y: number } {
    const size = TILE * 2 ** this.scale
    const angle = (latitude * Math.PI) / 180
    return {
      x: ((longitude + 180) / 360) * size,
      y: ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * size,
    }
  }
}

const between = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
