import { useState } from 'react'
import { AnswersPanel } from './AnswersPanel'
import { GROUP, NOTICES, useChats, type CardMessage } from './chats'
import { Developer } from './Developer'
import { DEVICES } from './devices'
import { newId, useDesk, type PhoneSetup } from './desk'
import { Glass } from './Glass'
import { glassOf } from './find-glass'
import { sentPrivately, useLive, type Notice } from './live'
import { entryOfCard, SCENES, useMiniProgram, type Entry } from './mini-program'
import { PersonPicker } from './PersonPicker'
import { PhoneMenu } from './PhoneMenu'
import { entryOf } from './scan'
import { cardPicture } from './screenshot'
import { Toolbar } from './Toolbar'
import { useNews } from './useNews'
import { Banner } from './wechat/Banner'
import { Scanner } from './wechat/Scanner'
import { ShareTo, type Receiver } from './wechat/ShareTo'
import { WeChat, type View } from './wechat/WeChat'
import { useWords } from './words'

type Over =
  | {
      kind: 'share'
      draft: string
      title: string
      path: string
      image?: string
      withShareTicket?: boolean
      activityId?: string
    }
  | { kind: 'scan'; isForProgram: boolean }
  | null

const NAVIGATION_HEIGHT = 44
const TOLD_MS = 2600
const FIRST_PAGE: Entry = { path: '', scene: SCENES.recent }

/** One phone of the page with what stands around it: who holds it, the phone, its tools. */
export function PhoneStand({ setup, order, scale }: { setup: PhoneSetup; order: number; scale: number }) {
  const { id, person } = setup
  const words = useWords()
  const { name, note } = useLive(({ people }) => people)?.find(({ key }) => key === person) ?? {
    name: person,
    note: '',
  }
  const change = useDesk((desk) => desk.change)
  const [view, setView] = useState<View | null>(null)
  const [over, setOver] = useState<Over>(null)
  const [told, setTold] = useState('')
  const [isOpenForDevelopers, setOpenForDevelopers] = useState(false)
  const shape = DEVICES[setup.device].shape

  const tell = (text: string) => {
    setTold(text)
    setTimeout(() => setTold((now) => (now === text ? '' : now)), TOLD_MS)
  }
  /** The picture of a card for which the mini-program gave none. */
  const picture = (then: (image: string) => void) => {
    const glass = glassOf(id)
    if (glass) void cardPicture(glass, shape.statusBarHeight + NAVIGATION_HEIGHT).then(then, () => undefined)
  }
  const program = useMiniProgram(setup, {
    onShare: ({ title, path, imageUrl: image, withShareTicket, activityId }) => {
      const draft = newId()
      setOver({ kind: 'share', draft, title, path, image, withShareTicket, activityId })
      if (image) return
      picture((drawn) => {
        setOver((now) => (now?.kind === 'share' && now.draft === draft ? { ...now, image: drawn } : now))
        useChats.getState().illustrate(draft, drawn)
      })
    },
    onMoment: ({ title, path, imageUrl: image }) => {
      const post = newId()
      useChats.getState().post({ id: post, from: person, title, path, image })
      if (!image) picture((drawn) => useChats.getState().illustrate(post, drawn))
      tell('已发表到朋友圈')
    },
    onClose: () => setView({ name: 'chats' }),
    onScan: () => setOver({ kind: 'scan', isForProgram: true }),
  })

  const enter = (entry: Entry) => {
    setView(null)
    setOver(null)
    program.open(entry)
  }
  const leave = () => {
    program.tell({ type: 'leave' })
    setView({ name: 'chats' })
  }
  const comeBack = () => {
    setView(null)
    program.tell({ type: 'comeBack' })
  }
  const send = async (receiver: Receiver) => {
    if (over?.kind !== 'share') return
    const { kind: _, draft, activityId, ...card } = over
    setOver(null)
    if (receiver.kind === 'moments') return program.tell({ type: 'timeline' })
    const { to } = receiver
    const shareTicket = activityId && (await sentPrivately(activityId, person, to === GROUP ? undefined : to))
    useChats.getState().send({ ...card, ...(shareTicket ? { shareTicket } : {}), id: draft, from: person, to })
    tell('已发送')
  }
  const scanned = async (text: string) => {
    const isForProgram = over?.kind === 'scan' && over.isForProgram
    setOver(null)
    if (isForProgram) return program.tell({ type: 'scanned', result: text })
    const entry = await entryOf(text)
    if (entry) enter(entry)
    else tell(`码里的文字：${text}`)
  }
  const closeScanner = () => {
    if (over?.kind === 'scan' && over.isForProgram) program.tell({ type: 'scanned', result: null })
    setOver(null)
  }
  const look = useChats((chats) => chats.look)
  const openCard = (card: CardMessage) => {
    const isInGroup = card.to === GROUP
    look(person, isInGroup ? GROUP : card.from)
    enter(entryOfCard(card, isInGroup))
  }
  const openNotice = ({ page }: Notice) => {
    look(person, NOTICES)
    if (page !== undefined) enter({ path: page, scene: SCENES.notice })
  }
  const [news, dismiss] = useNews(person)
  const isOut = view !== null || program.address === null
  const shown: View | null = program.address === null && program.run > 0 ? (view ?? { name: 'chats' }) : view

  return (
    <section className="stand" style={{ order }} data-phone={id} data-person={person} aria-label={words.phoneOf(name)}>
      <header className="stand__head">
        <PersonPicker person={person} onChoose={(key) => change(id, { person: key })} />
        <PhoneMenu
          setup={setup}
          program={program}
          isOpenForDevelopers={isOpenForDevelopers}
          onDevelopers={() => setOpenForDevelopers(!isOpenForDevelopers)}
          onKill={() => {
            program.kill()
            setView({ name: 'chats' })
          }}
          onRestart={(options) => {
            setView(null)
            program.restart(options)
          }}
        />
        <p className="stand__note">{note}</p>
      </header>
      <Glass device={setup.device} scale={scale} program={program} name={words.phoneOf(name)}>
        {shown && (
          <WeChat
            person={person}
            view={shown}
            isRunning={program.isReady && !program.isSinglePage}
            statusBarHeight={shape.statusBarHeight}
            network={setup.network}
            onView={setView}
            onOpen={enter}
            onReturn={comeBack}
            onScan={() => setOver({ kind: 'scan', isForProgram: false })}
          />
        )}
        {program.isSinglePage && !shown && (
          <div className="single">
            <button type="button" onClick={() => enter({ path: pathOf(program.address), scene: SCENES.fromMoment })}>
              前往小程序
            </button>
            <button type="button" onClick={() => setView({ name: 'moments' })}>
              返回朋友圈
            </button>
          </div>
        )}
        {news && <Banner news={news} onOpenCard={openCard} onOpenNotice={openNotice} onDismiss={dismiss} />}
        {over?.kind === 'share' && (
          <ShareTo
            {...over}
            person={person}
            onChoose={(receiver) => void send(receiver)}
            onClose={() => setOver(null)}
          />
        )}
        {over?.kind === 'scan' && <Scanner phone={id} onCode={(text) => void scanned(text)} onClose={closeScanner} />}
        {told && (
          <div className="told" role="status">
            {told}
          </div>
        )}
      </Glass>
      <Toolbar
        setup={setup}
        program={program}
        name={name}
        isOut={isOut}
        onWeChat={!isOut ? leave : program.address === null ? () => enter(FIRST_PAGE) : comeBack}
        onScan={() => setOver({ kind: 'scan', isForProgram: false })}
      >
        <AnswersPanel answers={setup.answers} onChange={(answers) => change(id, { answers })} />
      </Toolbar>
      {program.errors.length > 0 && (
        <button type="button" className="problem" onClick={() => setOpenForDevelopers(true)}>
          {words.problem} {program.errors.at(-1)?.text.split('\n')[0]}
        </button>
      )}
      {isOpenForDevelopers && <Developer program={program} />}
    </section>
  )
}

/** The page that a frame was opened with. */
function pathOf(address: string | null): string {
  return new URL(address ?? '', location.origin).searchParams.get('entry') ?? ''
}
