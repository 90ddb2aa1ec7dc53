import { configure } from '../../../engine/configuration/configuration';
