// Installs the server host, so that no test has to wait for it.
import { installHost } from './lib/install';

installHost();
