Page({
  data: { count: 0 },
  more() {
    this.setData({ count: this.data.count + 1 })
  },
})
