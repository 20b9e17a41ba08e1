const items = Array.from({ length: 200 }, (_, id) => ({ id, name: `第${id}位客户`, note: `最近一次来往在${id}天前` }))

Page({
  data: { items: [], chosen: -1 },
  onLoad() {
    this.setData({ items })
  },
  choose(event) {
    this.setData({ chosen: event.currentTarget.dataset.id })
  },
})
