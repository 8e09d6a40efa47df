"""Tags that print a value and say where it comes from, so that `view.js` keeps it true.

{% live path %}  {% live path as letter %}  {% live path as percent of=path %}  {% live path else "No name" %}
{% live path "# vote" "# votes" %}
{% attrs name=path name="not path" name="path is word" name="path has q" name="path ? word : word" %}
{% attrs checked="form.choices has o.id" %}: what a form is filled with, mine or what was typed and did not count
{% live results.options.{id}.votes %}: in braces a variable of the template, as the server's own loops have them
{% each ul path as q by "-votes id" %}…{% endeach %}      {% marks path of=path %}      {% seat path %}
{% timer path %}      {% timer path up=True %}
{% act "vote" %}…{% endact %}      {% receipt "Your vote is counted" of="vote" %}      {% people people %}
{{ text|words }}      {% close_seat path %}
"""

from django import template

from plugins.tags import acts, drawings, values

register = template.Library()
for each in (values, drawings, acts):
    register.tags |= each.register.tags
    register.filters |= each.register.filters
