import { newKey } from '../../support/server'

export const aComplaint = (changes: object = {}) => ({
  key: newKey(),
  about: 'sale',
  words: '介绍产品时没有说清楚退保会有损失',
  ...changes,
})

export const anAnswer = (changes: object = {}) => ({
  key: newKey(),
  words: '已核对当时的沟通记录，并向您补充说明了退保规则',
  ...changes,
})
