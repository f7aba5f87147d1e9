import { Global, Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';

/** Gives every module the one event bus of the process. */
@Global()
@Module({ providers: [EventBus], exports: [EventBus] })
export class EventsModule {}
