export default definePageConfig({ navigationBarTitleText: '来源看板', enablePullDownRefresh: true })
