export default definePageConfig({ navigationBarTitleText: '待回应的求推荐', enablePullDownRefresh: true })
