import { Avatar } from './Avatar'
import { useDesk } from './desk'
import { Icon } from './icons'
import { meetVisitor, personOf, useLive, type Role } from './live'
import { Popup } from './Popup'
import { useWords } from './words'

const ROLES: Role[] = ['client', 'visitor', 'agent', 'leader', 'staff']

/** Who holds this phone; everybody's phone keeps what it had stored. */
export function PersonPicker({ person, onChoose }: { person: string; onChoose: (key: string) => void }) {
  const words = useWords()
  const people = useLive((live) => live.people)
  const { name, role } = personOf(people, person)
  const label = (
    <>
      <Avatar name={people ? name : ' '} size={36} />
      <span className="person__words">
        <span className="person__name">{people ? name : '…'}</span>
        <span className="person__role">{people ? words.roles[role] : ''}</span>
      </span>
      <Icon name="down" size={16} />
    </>
  )
  return (
    <Popup
      label={label}
      name={`${words.whose}：${name}，${words.roles[role]}`}
      className="person"
      panelClass="popup--people"
    >
      {(close) => <PeopleList person={person} onChoose={(key) => (close(), onChoose(key))} />}
    </Popup>
  )
}

/** Everybody, by what they are in the organisation; somebody entirely new at the end. */
export function PeopleList({ person, onChoose }: { person?: string; onChoose: (key: string) => void }) {
  const words = useWords()
  const people = useLive((live) => live.people) ?? []
  const inUse = useDesk((desk) => desk.phones).map((phone) => phone.person)
  return (
    <div className="people">
      {ROLES.map((role) => {
        const members = people.filter((one) => one.role === role)
        if (members.length === 0) return null
        return (
          <section key={role} aria-label={words.roles[role]}>
            <h3>{words.roles[role]}</h3>
            {members.map(({ key, name, note }) => (
              <button
                key={key}
                type="button"
                className="people__one"
                data-choose={key}
                aria-current={key === person}
                onClick={() => onChoose(key)}
              >
                <Avatar name={name} size={36} />
                <span>
                  <b>{name}</b>
                  {inUse.includes(key) && key !== person && <em>{words.inUse}</em>}
                  <small>{note}</small>
                </span>
              </button>
            ))}
          </section>
        )
      })}
      <button type="button" className="people__one" onClick={() => void meetVisitor().then(onChoose)}>
        <span className="people__new">
          <Icon name="plus" />
        </span>
        <span>
          <b>{words.newVisitor}</b>
          <small>{words.newVisitorNote}</small>
        </span>
      </button>
    </div>
  )
}
