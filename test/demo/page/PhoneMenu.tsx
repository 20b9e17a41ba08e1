import { DEVICES, TEXT_SIZES, type DeviceKey, type TextSize } from './devices'
import { useDesk, type PhoneSetup } from './desk'
import { Icon } from './icons'
import type { MiniProgram } from './mini-program'
import { Popup } from './Popup'
import { useWords } from './words'

interface PhoneMenuProps {
  setup: PhoneSetup
  program: MiniProgram
  isOpenForDevelopers: boolean
  onDevelopers(): void
  onKill(): void
  onRestart(options?: { forget?: boolean }): void
}

/** What can be done with a phone as a thing: kind and text size, restart, copy, move, take away. */
export function PhoneMenu({ setup, program, isOpenForDevelopers, onDevelopers, onKill, onRestart }: PhoneMenuProps) {
  const words = useWords()
  const { id, person, device, textSize } = setup
  const { add, change, move, remove, phones } = useDesk()
  const at = phones.findIndex((phone) => phone.id === id)
  return (
    <Popup label={<Icon name="more" />} name={words.more} className="round" panelClass="popup--menu">
      {(close) => {
        const act = (label: string, run: () => void, isDisabled = false) => (
          <button type="button" className="menu__item" disabled={isDisabled} onClick={() => (close(), run())}>
            {label}
          </button>
        )
        return (
          <>
            <label className="answers__row">
              <span>{words.device}</span>
              <select
                value={device}
                data-choice="device"
                onChange={({ target }) => change(id, { device: target.value as DeviceKey })}
              >
                {Object.entries(DEVICES).map(([key, { name }]) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label className="answers__row">
              <span>{words.textSize}</span>
              <select
                value={textSize}
                data-choice="text"
                onChange={({ target }) => change(id, { textSize: Number(target.value) as TextSize })}
              >
                {TEXT_SIZES.map((size, index) => (
                  <option key={size} value={size}>
                    {words.textSizes[index]}
                  </option>
                ))}
              </select>
            </label>
            <hr />
            {act(words.restart, () => onRestart())}
            {act(words.kill, onKill, program.address === null)}
            {act(words.forget, () => onRestart({ forget: true }))}
            <hr />
            {act(words.copy, () => add(person, setup))}
            {act(words.left, () => move(id, -1), at === 0)}
            {act(words.right, () => move(id, 1), at === phones.length - 1)}
            {act(words.remove, () => remove(id))}
            <hr />
            {act(isOpenForDevelopers ? words.hideDeveloper : words.developer, onDevelopers)}
          </>
        )
      }}
    </Popup>
  )
}
