import { useState, type ReactNode } from 'react'
import { conversationsOf, useChats } from './chats'
import { useDesk, type NetworkState, type PhoneSetup } from './desk'
import { glassOf } from './find-glass'
import { Icon } from './icons'
import { useLive } from './live'
import type { MiniProgram } from './mini-program'
import { pictureOfPhone, save } from './screenshot'
import { fileName, useWords } from './words'

interface ToolbarProps {
  setup: PhoneSetup
  program: MiniProgram
  name: string
  isOut: boolean
  onWeChat(): void
  onScan(): void
  children: ReactNode
}

const NETWORKS: NetworkState[] = ['online', 'slow', 'offline']

/** The tools under a phone. */
export function Toolbar({ setup, program, name, isOut, onWeChat, onScan, children }: ToolbarProps) {
  const words = useWords()
  const change = useDesk((desk) => desk.change)
  const { cards, lookedAt } = useChats()
  const notices = useLive((live) => live.notices)
  const [isDrawing, setDrawing] = useState(false)
  const { id, person, device, network } = setup
  const unread = conversationsOf(person, { cards, lookedAt }, notices).reduce((sum, one) => sum + one.unread, 0)

  const takePicture = async () => {
    setDrawing(true)
    try {
      await save(await pictureOfPhone(glassOf(id)!, device), fileName(name))
    } finally {
      setDrawing(false)
    }
  }
  return (
    <div className="tools" role="toolbar" aria-label={words.tools}>
      <button type="button" className="tool" data-tool="wechat" aria-pressed={isOut} onClick={onWeChat}>
        <Icon name="chat" />
        <span>{isOut ? words.comeBack : words.wechat}</span>
        {unread > 0 && <b className="dot">{unread}</b>}
      </button>
      <button type="button" className="tool" data-tool="scan" onClick={onScan}>
        <Icon name="scan" />
        <span>{words.scan}</span>
      </button>
      <label className={`tool tool--${network}`}>
        <Icon name="network" />
        <select
          aria-label={words.network}
          value={network}
          data-tool="network"
          onChange={({ target }) => change(id, { network: target.value as NetworkState })}
        >
          {NETWORKS.map((state) => (
            <option key={state} value={state}>
              {words.networks[state]}
            </option>
          ))}
        </select>
      </label>
      {children}
      <button
        type="button"
        className="tool"
        data-tool="screenshot"
        disabled={isDrawing || !(program.isReady || isOut)}
        onClick={() => void takePicture()}
      >
        <Icon name="camera" />
        <span>{isDrawing ? words.drawing : words.screenshot}</span>
      </button>
    </div>
  )
}
