import { useState } from 'react'
import { useDesk, type PhoneSetup } from './desk'
import { glassOf } from './find-glass'
import { Icon } from './icons'
import { personOf, useLive } from './live'
import { PeopleList } from './PersonPicker'
import { PhoneStand } from './PhoneStand'
import { Popup } from './Popup'
import { pictureOfAll, save } from './screenshot'
import { useScale } from './useScale'
import { fileName, useWords } from './words'

/** The page: any number of phones side by side, and what concerns them all. */
export function App() {
  const words = useWords()
  const { phones, arrangement, zoom } = useDesk()
  const scale = useScale({ phones, zoom })
  const people = useLive((live) => live.people)
  document.documentElement.lang = words.languageCode
  return (
    <>
      <Head phones={phones} />
      <Health />
      {/* In the order in which they came: a frame that is moved in the document would start anew. */}
      <main className={`stage stage--${arrangement}`} aria-label={words.phones}>
        {inOrderOfComing(phones).map((setup) => (
          <PhoneStand key={setup.id} setup={setup} order={phones.indexOf(setup)} scale={scale} />
        ))}
        {phones.length === 0 && <p className="stage__empty">{words.noPhones}</p>}
      </main>
      <footer className="foot">{people?.length === 0 ? words.noPeople : words.foot}</footer>
    </>
  )
}

const came = new Map<string, number>()

function inOrderOfComing(phones: PhoneSetup[]): PhoneSetup[] {
  for (const { id } of phones) if (!came.has(id)) came.set(id, came.size)
  return phones.toSorted((a, b) => came.get(a.id)! - came.get(b.id)!)
}

const ZOOMS = ['fit', 0.5, 0.75, 1] as const

function Head({ phones }: { phones: PhoneSetup[] }) {
  const words = useWords()
  const { add, set, arrangement, zoom, language } = useDesk()
  const people = useLive((live) => live.people)
  const [isDrawing, setDrawing] = useState(false)
  const takePicture = async () => {
    setDrawing(true)
    try {
      const shown = phones.map(({ id, device }) => ({ glass: glassOf(id)!, device }))
      await save(
        await pictureOfAll(shown),
        fileName(phones.map(({ person }) => personOf(people, person).name).join('-')),
      )
    } finally {
      setDrawing(false)
    }
  }
  return (
    <header className="head">
      <div className="head__line">
        <h1>
          {words.title} <small>{words.subtitle}</small>
        </h1>
        <div className="head__tools">
          <Tour />
          <Popup
            name={words.add}
            className="button button--main"
            panelClass="popup--people"
            label={
              <>
                <Icon name="plus" size={18} /> {words.add}
              </>
            }
          >
            {(close) => <PeopleList onChoose={(key) => (close(), add(key))} />}
          </Popup>
          <button
            type="button"
            className="button"
            data-tool="all"
            disabled={isDrawing || phones.length === 0}
            onClick={() => void takePicture()}
          >
            <Icon name="camera" size={18} /> {isDrawing ? words.drawing : words.pictureOfAll}
          </button>
          <select
            className="button"
            aria-label={words.arrangement}
            value={arrangement}
            onChange={({ target }) => set({ arrangement: target.value as 'row' | 'wrap' })}
          >
            <option value="row">{words.inRow}</option>
            <option value="wrap">{words.wrapped}</option>
          </select>
          <select
            className="button"
            aria-label={words.zoom}
            value={zoom}
            onChange={({ target }) => set({ zoom: target.value === 'fit' ? 'fit' : Number(target.value) })}
          >
            {ZOOMS.map((value) => (
              <option key={value} value={value}>
                {value === 'fit' ? words.fit : `${value * 100}%`}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button button--quiet"
            onClick={() => set({ language: language === 'zh' ? 'en' : 'zh' })}
          >
            {words.language}
          </button>
        </div>
      </div>
    </header>
  )
}

/** What the page is, and a way through the product. */
function Tour() {
  const words = useWords()
  return (
    <Popup name={words.tryTitle} label={words.tryTitle} className="button button--quiet" panelClass="popup--tour">
      {() => (
        <>
          <p>{words.about}</p>
          <ol>
            {words.tries.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
        </>
      )}
    </Popup>
  )
}

/** Says when the phones have nobody to talk to. */
function Health() {
  const words = useWords()
  const health = useLive((live) => live.health)
  if (health === 'up' || health === 'connecting') return null
  return (
    <p className="health" role="alert">
      <i className="health__spinner" /> {health === 'lost' ? words.lost : words.apiDown}
    </p>
  )
}
