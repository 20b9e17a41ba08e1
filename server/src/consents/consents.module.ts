import { Module } from '@nestjs/common'
import { BindingService } from '../clients/binding.service'
import { ConsentsController } from './consents.controller'
import { ConsentsService } from './consents.service'

@Module({ controllers: [ConsentsController], providers: [ConsentsService, BindingService], exports: [ConsentsService] })
export class ConsentsModule {}
