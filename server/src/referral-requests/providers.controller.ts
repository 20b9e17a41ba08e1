import { Controller, Get, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import { ProvidersQuery, type ProviderView } from '@quanke/shared/contracts/referral-requests'
import { DataSource } from 'typeorm'
import { Allow } from '../core/allow'
import { AnswersPage } from '../core/answers'
import { Clock } from '../core/clock'
import { providerPage } from './provider.queries'

@Controller('providers')
export class ProvidersController {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('agent')
  @AnswersPage('ProviderView')
  providers(@Query() query: ProvidersQuery): Promise<Page<ProviderView>> {
    return providerPage(this.db, query, this.clock.now())
  }
}
