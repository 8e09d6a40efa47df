// The editor's menu of activities, without those nobody may add here; one that is on the page keeps its form.
class Activities extends window.wagtailStreamField.blocks.StreamBlockDefinition {
  constructor(name, groups, states, meta) {
    super(name, groups, states, meta);
    const open = (block) => !meta.closed.includes(block.name);
    this.groupedChildBlockDefs = groups.map(([label, blocks]) => [label, blocks.filter(open)]);
  }
}
window.telepath.register("plenaria.Activities", Activities);
