import type { CSSProperties, ReactNode } from 'react'
import { DEVICES, outside, type Device, type DeviceKey } from './devices'
import type { MiniProgram } from './mini-program'
import { useWords } from './words'

interface BodyProps {
  device: DeviceKey
  scale: number
  program: MiniProgram
  name: string
  children: ReactNode
}

/** The phone as one sees it: its body, and on the glass the mini-program with whatever lies over it. */
export function Glass({ device: key, scale, program, name, children }: BodyProps) {
  const words = useWords()
  const device = DEVICES[key]
  const { width, height } = outside(device)
  const style = {
    '--width': `${device.width}px`,
    '--height': `${device.height}px`,
    '--corner': `${device.corner}px`,
    padding: `${device.bezel.top}px ${device.bezel.side}px ${device.bezel.bottom}px`,
    width,
    height,
    transform: `scale(${scale})`,
  } as CSSProperties
  return (
    <div className="body-room" style={{ width: width * scale, height: height * scale }}>
      <div className={`body body--${device.front}`} style={style}>
        <div className="glass" style={{ clipPath: `path('${roundOutline(device)}')` }}>
          {program.address && (
            <iframe key={program.run} ref={program.frame} src={program.address} title={`${name} · ${words.program}`} />
          )}
          {!program.isReady && program.address !== null && <Launch />}
          <div className="layers">{children}</div>
          {device.front !== 'button' && <i className="home-indicator" />}
        </div>
        <i className="front" />
      </div>
    </div>
  )
}

/** A round overflow does not always cut the layers of a frame; a path does. */
function roundOutline({ width: w, height: h, corner: r }: Device): string {
  const arc = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x} ${y}`
  return `M${r} 0H${w - r}${arc(r, r)}V${h - r}${arc(-r, r)}H${r}${arc(-r, -r)}V${r}${arc(r, -r)}Z`
}

/** WeChat's picture while a mini-program starts. */
function Launch() {
  return (
    <div className="launch" role="status" aria-label="正在打开圈客">
      <span className="launch__logo">圈</span>
      <span>圈客</span>
      <i className="launch__dots" />
    </div>
  )
}
