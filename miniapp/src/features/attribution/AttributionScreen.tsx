import { View } from '@tarojs/components'
import { useMemo } from 'react'
import type { AttributionView } from '@quanke/shared/contracts/attribution'
import {
  ATTRIBUTION_MODELS,
  attributionModels,
  NO_SHARE,
  OTHER_ROWS,
  OUTCOME_KINDS,
} from '@quanke/shared/domain/attribution'
import { Chart } from '@/features/sources/chart/Chart'
import { ExportTable } from '@/features/sources/ExportSheet'
import { ofWhom } from '@/features/sources/words'
import { textScale } from '@/lib/device'
import { go, routes } from '@/lib/routes'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { attributionTablePath, type AttributionAsked } from './attribution.api'
import { modelsHeight, modelsOption } from './option'
import { agree, creditsWords, creditWords, modelsSentence, outcomesSentence } from './words'
import './attribution.scss'

const MOST_LINES = 6

/** What led to the outcomes, under every model side by side; every row opens into its outcomes. */
export function AttributionScreen({ view, asked }: { view: AttributionView; asked: AttributionAsked }) {
  const { rows, outcomes, otherPeople, lookBackDays, isCut } = view
  const scale = textScale()
  const lines = useMemo(
    () => rows.filter(({ key }) => key !== NO_SHARE.key && key !== OTHER_ROWS.key).slice(0, MOST_LINES),
    [rows],
  )
  const option = useMemo(() => modelsOption(lines, scale), [lines, scale])
  return (
    <>
      <Card>
        <View className="words" id="attribution-sentence">
          {`${outcomesSentence(view)}。`}
        </View>
        <View className="note gap-small">
          {`结果之前 ${lookBackDays} 天内的分享才计入；后来撤回同意的仍计一次。${othersWords(otherPeople)}`}
        </View>
      </Card>
      {outcomes > 0 && (
        <>
          {lines.length > 0 && (
            <Card>
              <Chart
                id="chart-models"
                height={modelsHeight(lines.length, scale)}
                option={option}
                sentence={`${modelsSentence(rows)}。横轴是记了几次，标记离得越近，算法之间越一致。`}
              />
            </Card>
          )}
          <ModelTable view={view} asked={asked} />
          <Card list>
            <ExportTable
              id="attribution-export"
              path={attributionTablePath(asked)}
              name={`归因对比 ${ofWhom(view.whose)}${OUTCOME_KINDS[view.outcome]} ${view.from} 至 ${view.to}`}
            />
          </Card>
        </>
      )}
      {isCut && <Notice tone="quiet">这段时间的结果太多，没有全部计入；选短一些的时间可以看全。</Notice>}
      <Section title="各种算法的意思" />
      <Card list>
        {attributionModels.map((model) => (
          <Cell key={model} title={ATTRIBUTION_MODELS[model].label} note={ATTRIBUTION_MODELS[model].sentence} />
        ))}
      </Card>
      <Notice tone="quiet">每一次结果在每种算法下合起来都正好是 1。归因只用来了解，不改变客户归属。</Notice>
    </>
  )
}

const othersWords = (people: number): string =>
  people > 0 ? `另有 ${people} 位朋友被分享触达、还没有走到这一步。` : ''

/** All models of a row side by side where they differ, each figure under its name, three to a line: so that nothing has to be pushed aside on a small phone. */
function ModelTable({ view: { rows }, asked }: { view: AttributionView; asked: AttributionAsked }) {
  return (
    <Card list>
      {rows.map(({ key, label, credits, outcomes }) => (
        <View
          key={key}
          id={`attribution-${key.replace(':', '-')}`}
          className="models"
          hoverClass="models--press"
          onClick={() => go(routes.outcomes({ ...asked, row: key }))}
        >
          <View className="row">
            <View className="row__main">
              <View className="models__label">
                {key === NO_SHARE.key ? `${label}，${outcomes} 次` : `${label}，经过 ${outcomes} 次`}
              </View>
              {agree(credits) ? (
                <View className="note">{creditsWords(credits)}</View>
              ) : (
                <View className="models__row">
                  {attributionModels.map((model) => (
                    <View key={model} className="models__cell">
                      <View className="models__name">{ATTRIBUTION_MODELS[model].label}</View>
                      <View className="models__figure">{creditWords(credits[model])}</View>
                    </View>
                  ))}
                </View>
              )}
            </View>
            <View className="cell__arrow" />
          </View>
        </View>
      ))}
    </Card>
  )
}
