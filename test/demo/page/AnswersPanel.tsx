import { changedAnswers, DEFAULT_ANSWERS, QUESTIONS, type Answer, type Answers, type Question } from './answers'
import { Icon } from './icons'
import { Popup } from './Popup'
import { useWords } from './words'

/** How this phone's system answers the mini-program: asked each time, or as set here. */
export function AnswersPanel({ answers, onChange }: { answers: Answers; onChange: (answers: Answers) => void }) {
  const words = useWords()
  const changed = changedAnswers(answers)
  return (
    <Popup
      name={words.answers}
      className="tool"
      panelClass="popup--answers"
      label={
        <>
          <Icon name="answers" />
          <span>{words.answersShort}</span>
          {changed > 0 && <b className="dot">{changed}</b>}
        </>
      }
    >
      {() => (
        <>
          <h3>{words.answers}</h3>
          <p className="popup__note">{words.answersNote}</p>
          {(Object.keys(QUESTIONS) as Question[]).map((question) => (
            <label key={question} className="answers__row">
              <span>{words.questions[question]}</span>
              <select
                value={answers[question]}
                data-question={question}
                onChange={({ target }) => onChange({ ...answers, [question]: target.value as Answer })}
              >
                {QUESTIONS[question].map((answer) => (
                  <option key={answer} value={answer}>
                    {words.answerNames[answer]}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <button type="button" className="button" disabled={changed === 0} onClick={() => onChange(DEFAULT_ANSWERS)}>
            {words.answersReset}
          </button>
        </>
      )}
    </Popup>
  )
}
