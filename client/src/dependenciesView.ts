import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { type Dependencies, DependenciesRequest } from '../../server/src/protocol/dependencies';
import { registerDependencyActions } from './dependencyActions';
import { entryItem, groupItem, pathOf, totalsText } from './dependencyItems';
import { type Entry, entriesOf, GROUPINGS, type Group, type Grouping, groupsOf, totalsOf } from './dependencyTree';

const NOTHING: Dependencies = { findings: [], notChecked: [] };
const GROUPING = 'dependencies.grouping';

type Row = Group | Entry;

/** The content of an empty view. `viewsWelcome` in the manifest has the texts. */
type ViewState = 'notScanned' | 'noFiles' | 'fine' | 'noMatch' | 'found';

const isGroup = (row: Row): row is Group => 'entries' in row;

/** The view "Dependencies": everything that the server knows about open documents and from the last scan. */
export class DependenciesView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #disposables: vscode.Disposable;
  #dependencies = NOTHING;
  #groups: readonly Group[] = [];
  #filter = '';
  #grouping: Grouping;
  #loading: Promise<void> | undefined;
  #loadAgain = false;

  readonly #client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #state: vscode.Memento;

  constructor(client: LanguageClient, changes: vscode.Event<void>, log: vscode.LogOutputChannel, state: vscode.Memento) {
    this.#client = client;
    this.#log = log;
    this.#state = state;
    this.#grouping = GROUPINGS.find((known) => known === state.get(GROUPING)) ?? 'severity';
    this.#view = vscode.window.createTreeView('lookalike.dependencies', { treeDataProvider: this, showCollapseAll: true });
    const register = (id: string, run: () => unknown): vscode.Disposable => vscode.commands.registerCommand(`lookalike.${id}`, run);
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      this.#view,
      changes(() => this.#load()),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) {
          this.#load();
        }
      }),
      register('groupBySeverity', () => this.#groupBy('severity')),
      register('groupByPackage', () => this.#groupBy('package')),
      register('groupByFile', () => this.#groupBy('file')),
      register('filterDependencies', () => this.#askForFilter()),
      register('clearFilter', () => this.#setFilter('')),
      registerDependencyActions(client),
    );
    this.#show();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return isGroup(row) ? groupItem(row, this.#grouping) : entryItem(row, this.#grouping);
  }

  getChildren(row?: Row): Row[] {
    return row === undefined ? [...this.#groups] : isGroup(row) ? [...row.entries] : [];
  }

  getParent(row: Row): Row | undefined {
    return isGroup(row) ? undefined : this.#groups.find(({ entries }) => entries.includes(row));
  }

  /** Requests the data from the server. All changes during the request cause one more request. */
  #load(): void {
    if (this.#loading !== undefined) {
      this.#loadAgain = true;
      return;
    }
    const ask = async (): Promise<void> => {
      this.#dependencies = await this.#client.sendRequest(DependenciesRequest);
      this.#show();
    };
    this.#loading = ask()
      .catch((error: Error) => this.#log.error(error))
      .finally(() => {
        this.#loading = undefined;
        if (this.#loadAgain) {
          this.#loadAgain = false;
          this.#load();
        }
      });
  }

  #show(): void {
    const all = entriesOf(this.#dependencies, '', pathOf);
    const entries = this.#filter === '' ? all : entriesOf(this.#dependencies, this.#filter, pathOf);
    this.#groups = groupsOf(entries, this.#grouping);
    const totals = totalsOf(all);
    const serious = totals.error + totals.warning;
    const text = totalsText(totals);
    this.#view.badge = serious === 0 ? undefined : { value: serious, tooltip: text };
    this.#view.description = totalsText(totalsOf(entries));
    this.#view.message =
      this.#filter === '' ? '' : vscode.l10n.t({ message: "Filter: '{0}'", args: [this.#filter], comment: ['{0} is a text.'] });
    this.#setContext('view', this.#viewState(all, entries));
    this.#setContext('grouping', this.#grouping);
    this.#setContext('filtered', this.#filter !== '');
    this.#changed.fire();
  }

  #viewState(all: readonly Entry[], shown: readonly Entry[]): ViewState {
    if (all.length > 0) {
      return shown.length > 0 ? 'found' : 'noMatch';
    }
    const { scan } = this.#dependencies;
    return scan === undefined ? 'notScanned' : scan.files === 0 ? 'noFiles' : 'fine';
  }

  #setContext(key: string, value: unknown): void {
    vscode.commands.executeCommand('setContext', `lookalike.${key}`, value).then(undefined, (error: Error) => this.#log.error(error));
  }

  async #groupBy(grouping: Grouping): Promise<void> {
    this.#grouping = grouping;
    this.#show();
    await this.#state.update(GROUPING, grouping);
  }

  async #askForFilter(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter the dependencies'),
      prompt: vscode.l10n.t('Package name, message, rule, advisory or path'),
      value: this.#filter,
    });
    if (filter !== undefined) {
      this.#setFilter(filter.trim());
    }
  }

  #setFilter(filter: string): void {
    this.#filter = filter;
    this.#show();
  }
}
