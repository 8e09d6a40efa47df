"""Who may open which address: every one of the URLconf, every person of the cast, every method.

A small letter: it opens for the person of that initial. A large one: it opens and something was written.
`.` is refused (401, 403, 404, sent to sign in or to the editor's first page), `>` is a redirect elsewhere, `x` is a
method the address does not take. What an address is asked for stands in tests/site/world.py: pages of one section,
which Otto may not touch, because he edits the other one. Addresses of the editor are asked by GET and POST, all others
by DELETE too.
"""

from functools import cache

PEOPLE = ["Nobody", "Ben", "Max", "Edith", "Otto", "Ada", "Sol"]
METHODS = {True: ["GET", "POST"], False: ["GET", "POST", "DELETE"]}

TABLE = """
# address                                              GET     POST    DELETE

media/<path:path>                                      ....... ....... .......

healthz                                                nbmeoas xxxxxxx xxxxxxx

readyz                                                 nbmeoas xxxxxxx xxxxxxx

# for this machine by its own name, and for the token (tests/site/test_metrics.py)
metrics                                                ....... xxxxxxx xxxxxxx

wagtailadmin_home                                      ...eoas ...xxxx

cms/test404/                                           ...eoas ...xxxx

wagtailadmin_api:pages:listing                         ...eoas ...xxxx
wagtailadmin_api:pages:detail                          ...e.as ...xxxx
wagtailadmin_api:pages:find                            ....... ...xxxx
wagtailadmin_api:pages:action                          ...xxxx .....AS
wagtailadmin_api:documents:listing                     ...eoas ...xxxx
wagtailadmin_api:documents:detail                      ...eoas ...xxxx
wagtailadmin_api:documents:find                        ....... ...xxxx
wagtailadmin_api:images:listing                        ...eoas ...xxxx
wagtailadmin_api:images:detail                         ...eoas ...xxxx
wagtailadmin_api:images:find                           ....... ...xxxx

wagtailadmin_error_test                                ...eoas ...eoas
wagtailadmin_explore_root                              ...e>as ...xxxx
wagtailadmin_explore                                   ...e>as ...xxxx
wagtailadmin_explore_results                           ...e>as ...xxxx

wagtail_bulk_action                                    ...eoas ...eoaS

wagtailadmin_pages:add                                 ...e.as ...e.as
wagtailadmin_pages:preview_on_add                      ...e.as ...e.as
wagtailadmin_pages:type_use                            ...eoas ...xxxx
wagtailadmin_pages:choose_parent                       ...e>as ...eoas
wagtailadmin_pages:type_use_results                    ...eoas ...xxxx
wagtailadmin_pages:usage                               ...e.as ...x.xx
wagtailadmin_pages:edit                                ...e.as ...E.AS
wagtailadmin_pages:preview_on_edit                     ...e.as ...e.as
wagtailadmin_pages:view_draft                          ...e.as ...e.as
wagtailadmin_pages:add_subpage                         ...e.as ...x.xx
wagtailadmin_pages:delete                              ......s ......S
wagtailadmin_pages:unpublish                           .....as .....AS
wagtailadmin_pages:convert_alias                       ....... .......
wagtailadmin_pages:search                              ...eoas ...xxxx
wagtailadmin_pages:search_results                      ...eoas ...xxxx
wagtailadmin_pages:move                                .....as .....as
wagtailadmin_pages:move_confirm                        .....as .....AS
wagtailadmin_pages:set_page_position                   ...xxxx .....AS
wagtailadmin_pages:copy                                ...e.as ...e.as
wagtailadmin_pages:workflow_action                     ...e.as ...E.AS
wagtailadmin_pages:collect_workflow_action_data        ...e.as ...e.as
wagtailadmin_pages:confirm_workflow_cancellation       ...e.as ...e.as
wagtailadmin_pages:workflow_preview                    ...e.as ...xxxx
wagtailadmin_pages:set_privacy                         .....as .....as
wagtailadmin_pages:lock                                ...xxxx ......S
wagtailadmin_pages:unlock                              ...xxxx ......s
wagtailadmin_pages:revisions_index                     ...>>>> ...eoas
wagtailadmin_pages:revisions_view                      ...e.as ...x.xx
wagtailadmin_pages:revisions_revert                    ...e.as ...E.AS
wagtailadmin_pages:revisions_unschedule                .....as .....AS
wagtailadmin_pages:revisions_compare                   ...e.as ...x.xx
wagtailadmin_pages:workflow_history                    ...e.as ...x.xx
wagtailadmin_pages:workflow_history_detail             ...e.as ...x.xx
wagtailadmin_pages:history                             ...e.as ...x.xx
wagtailadmin_pages:history_results                     ...e.as ...x.xx

wagtailadmin_choose_page                               ...eoas ...xxxx
wagtailadmin_choose_page_child                         ...eoas ...xxxx
wagtailadmin_choose_page_search                        ...eoas ...xxxx
wagtailadmin_choose_page_chosen_multiple               ...eoas ...xxxx
wagtailadmin_choose_page_external_link                 ...eoas ...eoas
wagtailadmin_choose_page_email_link                    ...eoas ...eoas
wagtailadmin_choose_page_phone_link                    ...eoas ...eoas
wagtailadmin_choose_page_anchor_link                   ...eoas ...eoas
wagtailadmin_tag_autocomplete                          ...eoas ...eoas
wagtailadmin_tag_model_autocomplete                    ...eoas ...eoas

wagtailadmin_collections:index                         ......s ......x
wagtailadmin_collections:add                           ......s ......s
wagtailadmin_collections:edit                          ......s ......s
wagtailadmin_collections:delete                        ......s ......S
wagtailadmin_collections:set_privacy                   ......s ......s

wagtailadmin_workflows:index                           ......s ......x
wagtailadmin_workflows:index_results                   ......s ......x
wagtailadmin_workflows:add                             ......s ......s
wagtailadmin_workflows:enable                          ...xxxx ......S
wagtailadmin_workflows:disable                         ......s ......S
wagtailadmin_workflows:edit                            ......s ......s
wagtailadmin_workflows:usage                           ......s ......x
wagtailadmin_workflows:usage_results                   ......s ......x
wagtailadmin_workflows:remove cms/workflows/remove/<int:page_pk>/ ...xxxx ......s
wagtailadmin_workflows:remove cms/workflows/remove/<int:page_pk>/<int:workflow_pk>/ ...xxxx ......s
wagtailadmin_workflows:add_task                        ......s ......s
wagtailadmin_workflows:select_task_type                ......> ......s
wagtailadmin_workflows:task_index                      ......s ......x
wagtailadmin_workflows:task_index_results              ......s ......x
wagtailadmin_workflows:edit_task                       ......s ......s
wagtailadmin_workflows:disable_task                    ......s ......S
wagtailadmin_workflows:enable_task                     ...xxxx ......s
wagtailadmin_workflows:task_chooser                    ...eoas ...xxxx
wagtailadmin_workflows:task_chooser_results            ...eoas ...xxxx
wagtailadmin_workflows:task_chooser_create             ...eoas ...eoas
wagtailadmin_workflows:task_chosen                     ...eoas ...eoas

wagtailadmin_reports:locked_pages                      ......s ......x
wagtailadmin_reports:locked_pages_results              ......s ......x
wagtailadmin_reports:workflow                          ...eoas ...xxxx
wagtailadmin_reports:workflow_results                  ...eoas ...xxxx
wagtailadmin_reports:workflow_tasks                    ...eoas ...xxxx
wagtailadmin_reports:workflow_tasks_results            ...eoas ...xxxx
wagtailadmin_reports:site_history                      ...eoas ...xxxx
wagtailadmin_reports:site_history_results              ...eoas ...xxxx
wagtailadmin_reports:aging_pages                       ...eoas ...xxxx
wagtailadmin_reports:aging_pages_results               ...eoas ...xxxx
wagtailadmin_reports:page_types_usage                  ...eoas ...xxxx
wagtailadmin_reports:page_types_usage_results          ...eoas ...xxxx

wagtailadmin_account                                   ...eoas ...eoas
wagtailadmin_logout                                    ...xxxx .......
wagtailadmin_dismissibles                              ...eoas ...xxxx

wagtailadmin_editing_sessions:ping                     ...xxxx ...e.as
wagtailadmin_editing_sessions:release                  ...xxxx ...eoas

wagtailadmin_block_preview                             ....... ...xxxx

conclude_session                                       ...e.as ...E.AS

registrations_report                                   ...eoas ...xxxx
registrations_report_results                           ...eoas ...xxxx

people_report                                          .....as .....xx
people_report_results                                  .....as .....xx

unanswered_report                                      ...eoas ...xxxx
unanswered_report_results                              ...eoas ...xxxx

session_series                                         ...e.as ...e.as
session_duplicate                                      ...e.as ...e.as

series_duplicate                                       ...e.as ...e.as

event_duplicate                                        ...e.as ...e.as

wagtail_localize:javascript_catalog                    ...eoas ...xxxx
wagtail_localize:submit_page_translation               ...e.as ...e.as
wagtail_localize:submit_snippet_translation            ....... .......
wagtail_localize:update_translations                   ...e.as ...E.AS
wagtail_localize:edit_string_translation               ...xxxx ...xxxx
wagtail_localize:edit_override                         ...xxxx ...xxxx
wagtail_localize:download_pofile                       ...e.as ...e.as
wagtail_localize:upload_pofile                         ...xxxx ...e.as
wagtail_localize:machine_translate                     ...xxxx .......
wagtail_localize:preview_translation cms/localize/translate/<int:translation_id>/preview/ ...e.as ...e.as
wagtail_localize:preview_translation cms/localize/translate/<int:translation_id>/preview/<str:mode>/ ....... .......
wagtail_localize:stop_translation                      ...xxxx ...E.AS
wagtail_localize:convert_to_alias                      ....... .......
wagtail_localize:translations_report                   ...eoas ...xxxx
wagtail_localize:snippets_api_listing                  ...eoas ...xxxx
wagtail_localize:snippets_api_detail                   ...eoas ...xxxx
wagtail_localize:translations_report_results           ...eoas ...xxxx

wagtailforms:index                                     ...eoas ...xxxx
wagtailforms:index_results                             ...eoas ...xxxx
wagtailforms:list_submissions                          ....... .......
wagtailforms:list_submissions_results                  ....... .......
wagtailforms:delete_submissions                        ....... .......

wagtailredirects:index                                 ......s ......x
wagtailredirects:index_results                         ......s ......x
wagtailredirects:add                                   ......s ......s
wagtailredirects:edit                                  ......s ......s
wagtailredirects:delete                                ......s ......S
wagtailredirects:start_import                          ......s ......s
wagtailredirects:process_import                        ......x ......s

wagtailembeds:chooser                                  ...eoas ...eoas
wagtailembeds:chooser_upload                           ...eoas ...eoas

wagtailsnippets:index                                  ....... .......

wagtaildocs:index                                      ...e.as ...x.xx
wagtaildocs:index_results                              ...e.as ...x.xx
wagtaildocs:add                                        ...e.as ...e.as
wagtaildocs:edit                                       ...e.as ...E.AS
wagtaildocs:delete                                     ...e.as ...E.AS
wagtaildocs:add_multiple                               ...e.as ...e.as
wagtaildocs:edit_multiple                              ...xxxx ...e.as
wagtaildocs:create_multiple_from_uploaded_document     ...xxxx .......
wagtaildocs:delete_multiple                            ...xxxx ...E.AS
wagtaildocs:delete_upload_multiple                     ...xxxx .......
wagtaildocs:document_usage                             ...e.as ...x.xx

wagtailimages:index                                    ...e.as ...x.xx
wagtailimages:index_results                            ...e.as ...x.xx
wagtailimages:edit                                     ...e.as ...E.AS
wagtailimages:delete                                   ...e.as ...E.AS
wagtailimages:url_generator                            ....... ...x.xx
wagtailimages:url_generator_output                     ....... ...x.xx
wagtailimages:preview                                  ...e.as ...e.as
wagtailimages:add                                      ...e.as ...e.as
wagtailimages:image_usage                              ...e.as ...x.xx
wagtailimages:add_multiple                             ...e.as ...e.as
wagtailimages:edit_multiple                            ...xxxx ...e.as
wagtailimages:create_multiple_from_uploaded_image      ...xxxx .......
wagtailimages:delete_multiple                          ...xxxx ...E.AS
wagtailimages:delete_upload_multiple                   ...xxxx .......

wagtailsnippets_events_person:list                     .....as .....xx
wagtailsnippets_events_person:list_results             .....as .....xx
wagtailsnippets_events_person:add                      .....as .....as
wagtailsnippets_events_person:edit                     .....as .....as
wagtailsnippets_events_person:delete                   .....as .....AS
wagtailsnippets_events_person:usage                    .....as .....xx
wagtailsnippets_events_person:history                  .....as .....xx
wagtailsnippets_events_person:history_results          .....as .....xx
wagtailsnippets_events_person:copy                     .....as .....as

wagtailsnippetchoosers_events_person:choose            ...eoas ...xxxx
wagtailsnippetchoosers_events_person:choose_results    ...eoas ...xxxx
wagtailsnippetchoosers_events_person:chosen            ...eoas ...xxxx
wagtailsnippetchoosers_events_person:chosen_multiple   ...eoas ...xxxx
wagtailsnippetchoosers_events_person:create            .....as .....as

wagtailsnippets_events_organisation:list               .....as .....xx
wagtailsnippets_events_organisation:list_results       .....as .....xx
wagtailsnippets_events_organisation:add                .....as .....as
wagtailsnippets_events_organisation:edit               .....as .....as
wagtailsnippets_events_organisation:delete             .....as .....AS
wagtailsnippets_events_organisation:usage              .....as .....xx
wagtailsnippets_events_organisation:history            .....as .....xx
wagtailsnippets_events_organisation:history_results    .....as .....xx
wagtailsnippets_events_organisation:copy               .....as .....as

wagtailsnippetchoosers_events_organisation:choose      ...eoas ...xxxx
wagtailsnippetchoosers_events_organisation:choose_results ...eoas ...xxxx
wagtailsnippetchoosers_events_organisation:chosen      ...eoas ...xxxx
wagtailsnippetchoosers_events_organisation:chosen_multiple ...eoas ...xxxx
wagtailsnippetchoosers_events_organisation:create      .....as .....as

wagtailsnippets_events_territory:list                  .....as .....xx
wagtailsnippets_events_territory:list_results          .....as .....xx
wagtailsnippets_events_territory:add                   .....as .....as
wagtailsnippets_events_territory:edit                  .....as .....as
wagtailsnippets_events_territory:delete                .....as .....AS
wagtailsnippets_events_territory:usage                 .....as .....xx
wagtailsnippets_events_territory:history               .....as .....xx
wagtailsnippets_events_territory:history_results       .....as .....xx
wagtailsnippets_events_territory:copy                  .....as .....as

wagtailsnippetchoosers_events_territory:choose         ...eoas ...xxxx
wagtailsnippetchoosers_events_territory:choose_results ...eoas ...xxxx
wagtailsnippetchoosers_events_territory:chosen         ...eoas ...xxxx
wagtailsnippetchoosers_events_territory:chosen_multiple ...eoas ...xxxx
wagtailsnippetchoosers_events_territory:create         .....as .....as

wagtailsnippets_events_venue:list                      .....as .....xx
wagtailsnippets_events_venue:list_results              .....as .....xx
wagtailsnippets_events_venue:add                       .....as .....as
wagtailsnippets_events_venue:edit                      .....as .....as
wagtailsnippets_events_venue:delete                    .....as .....AS
wagtailsnippets_events_venue:usage                     .....as .....xx
wagtailsnippets_events_venue:history                   .....as .....xx
wagtailsnippets_events_venue:history_results           .....as .....xx
wagtailsnippets_events_venue:copy                      .....as .....as

wagtailsnippetchoosers_events_venue:choose             ...eoas ...xxxx
wagtailsnippetchoosers_events_venue:choose_results     ...eoas ...xxxx
wagtailsnippetchoosers_events_venue:chosen             ...eoas ...xxxx
wagtailsnippetchoosers_events_venue:chosen_multiple    ...eoas ...xxxx
wagtailsnippetchoosers_events_venue:create             .....as .....as

wagtaillocales:index                                   ......s ......x
wagtaillocales:index_results                           ......s ......x
wagtaillocales:add                                     ......s ......s
wagtaillocales:edit                                    ......s ......s
wagtaillocales:delete                                  ......s ......s
wagtaillocales:history                                 ......s ......x
wagtaillocales:history_results                         ......s ......x
wagtaillocales:usage                                   ......s ......x
wagtaillocales:copy                                    ......s ......s

wagtailsites:index                                     ......s ......x
wagtailsites:index_results                             ......s ......x
wagtailsites:add                                       ......s ......s
wagtailsites:edit                                      ......s ......s
wagtailsites:delete                                    ......s ......S
wagtailsites:history                                   ......s ......x
wagtailsites:history_results                           ......s ......x
wagtailsites:usage                                     ......s ......x
wagtailsites:copy                                      ......s ......s

wagtailusers_users:index                               ......s ......x
wagtailusers_users:index_results                       ......s ......x
wagtailusers_users:add                                 ......s ......s
wagtailusers_users:edit                                ......s ......s
wagtailusers_users:delete                              ......s ......S
wagtailusers_users:history                             ......s ......x
wagtailusers_users:history_results                     ......s ......x
wagtailusers_users:usage                               ......s ......x
wagtailusers_users:copy                                ......s ......s

wagtailusers_groups:index                              ......s ......x
wagtailusers_groups:index_results                      ......s ......x
wagtailusers_groups:add                                ......s ......s
wagtailusers_groups:edit                               ......s ......s
wagtailusers_groups:delete                             ......s ......S
wagtailusers_groups:history                            ......s ......x
wagtailusers_groups:history_results                    ......s ......x
wagtailusers_groups:usage                              ......s ......x

wagtaildocs_chooser:choose                             ...eoas ...xxxx
wagtaildocs_chooser:choose_results                     ...eoas ...xxxx
wagtaildocs_chooser:chosen                             ...e.as ...xxxx
wagtaildocs_chooser:chosen_multiple                    ...eoas ...xxxx
wagtaildocs_chooser:create                             ...e.as ...e.as

wagtailimages_chooser:choose                           ...eoas ...xxxx
wagtailimages_chooser:choose_results                   ...eoas ...xxxx
wagtailimages_chooser:chosen                           ...e.as ...xxxx
wagtailimages_chooser:chosen_multiple                  ...eoas ...xxxx
wagtailimages_chooser:create                           ...e.as ...e.as
wagtailimages_chooser:select_format                    ...e.as ...e.as

wagtailadmin_sprite                                    nbmeoas nbmeoas
wagtailadmin_login                                     nbm.... nbmeoas
wagtailadmin_password_reset                            nbmeoas nbmeoas
wagtailadmin_password_reset_done                       nbmeoas xxxxxxx
wagtailadmin_password_reset_confirm                    nbmeoas nbmeoas
wagtailadmin_password_reset_complete                   nbmeoas xxxxxxx
wagtailadmin_javascript_catalog                        nbmeoas xxxxxxx

cms/.*/$                                               >>>>>>> nbmeoas

wagtaildocs_serve                                      nbmeoas nbmeoas nbmeoas
wagtaildocs_authenticate_with_password                 nbmeoas nbmeoas nbmeoas

account_login                                          n>>>>>> nbmeoas xbmeoas
account_logout                                         >bmeoas nbmeoas xxxxxxx
account_inactive                                       nbmeoas xxxxxxx xxxxxxx
account_signup                                         n>>>>>> nbmeoas xbmeoas
account_reauthenticate                                 .bmeoas .bmeoas .xxxxxx
account_email                                          .bmeoas .bmeoas .xxxxxx
account_email_verification_sent                        nbmeoas xxxxxxx xxxxxxx
account_change_password                                .bmeoas .bmeoas .xxxxxx
account_set_password                                   .>>>>>> .bmeoas .bmeoas
account_reset_password                                 nbmeoas nbmeoas xxxxxxx
account_confirm_login_code                             .>>>>>> .bmeoas .bmeoas
account_confirm_email                                  nbmeoas ....... xxxxxxx
account_reset_password_from_key_done                   nbmeoas xxxxxxx xxxxxxx
account_reset_password_from_key                        nbmeoas nbmeoas nbmeoas
account_reset_password_done                            nbmeoas xxxxxxx xxxxxxx

join                                                   nbmeoas xxxxxxx xxxxxxx
join_code                                              nbmeoas xxxxxxx xxxxxxx

live_room                                              nbmeoas nbmeoas xxxxxxx
live_desk                                              ..m..as ..m..as xxxxxxx
live_close_seat                                        ..m..as ..M..AS xxxxxxx
live_closed_seats                                      ..m..as xxxxxxx xxxxxxx
live_let_in                                            xxxxxxx ..M..AS xxxxxxx
live_screen                                            nbmeoas xxxxxxx xxxxxxx
live_seat                                              xxxxxxx nbmeoas xxxxxxx
live_sit                                               xxxxxxx nbmeoas xxxxxxx
live_snapshot                                          ..m..as xxxxxxx xxxxxxx
live_items                                             ..m..as xxxxxxx xxxxxxx
live_act                                               xxxxxxx ..m..as xxxxxxx
live_places                                            nbmeoas xxxxxxx xxxxxxx
live_part                                              ..m..as xxxxxxx xxxxxxx
live_record                                            nbmeoas xxxxxxx xxxxxxx
live_ballots                                           nbmeoas nbmeoas xxxxxxx
live_ballots_txt                                       nbmeoas xxxxxxx xxxxxxx
live_ballots_json                                      nbmeoas xxxxxxx xxxxxxx
# of an activity that was not opened yet; who gets what of others: tests/live/test_exports.py
live_export                                            ..m..as xxxxxxx xxxxxxx
live_export_csv                                        ..m..as xxxxxxx xxxxxxx
live_export_xlsx                                       ..m..as xxxxxxx xxxxxxx
live_export_json                                       ..m..as xxxxxxx xxxxxxx
live_export_entries                                    ..m..as xxxxxxx xxxxxxx

live_conclude                                          xxxxxxx ...E.AS xxxxxxx

register                                               >>>>>>> nbmeoas nbmeoas

registration_place                                     nbmeoas nbmeoas nbmeoas
registration_cancel                                    xxxxxxx NBMEOAS xxxxxxx
registration_enter                                     xxxxxxx nbmeoas xxxxxxx

calendar                                               nbmeoas xxxxxxx xxxxxxx
calendar_day                                           nbmeoas xxxxxxx xxxxxxx
calendar_week                                          nbmeoas xxxxxxx xxxxxxx
calendar_month                                         nbmeoas xxxxxxx xxxxxxx
calendar_feed                                          nbmeoas xxxxxxx xxxxxxx

session_ics                                            nbmeoas xxxxxxx xxxxxxx

event_ics                                              nbmeoas xxxxxxx xxxxxxx

search                                                 nbmeoas xxxxxxx xxxxxxx
search_suggest                                         nbmeoas xxxxxxx xxxxxxx

people                                                 nbmeoas xxxxxxx xxxxxxx

person                                                 nbmeoas xxxxxxx xxxxxxx

organisations                                          nbmeoas xxxxxxx xxxxxxx

organisation                                           nbmeoas xxxxxxx xxxxxxx

territories                                            nbmeoas xxxxxxx xxxxxxx

territory                                              nbmeoas xxxxxxx xxxxxxx

session_connect                                        >>>>>>> xxxxxxx xxxxxxx

share_card                                             nbmeoas xxxxxxx xxxxxxx
feed_atom                                              nbmeoas xxxxxxx xxxxxxx
feed_json                                              nbmeoas xxxxxxx xxxxxxx
event_atom                                             nbmeoas xxxxxxx xxxxxxx
event_json                                             nbmeoas xxxxxxx xxxxxxx
embed_event                                            nbmeoas xxxxxxx xxxxxxx
oembed                                                 nbmeoas xxxxxxx xxxxxxx

wagtailcore_authenticate_with_password                 nbmeoas nbmeoas nbmeoas
wagtailcore_login                                      nbmeoas nbmeoas xxxxxxx

wagtail_serve                                          nbmeoas nbmeoas nbmeoas
"""

# A socket is admitted to a side of a room or closed: with 4503 (.), and with 4504 (?) where there is no such room.
SOCKETS = """
as=person                              NBMEOAS
as=desk                                ..M..AS
as=screen and its key                  NBMEOAS
as=screen and no key                   .......
as=screen and the key of another room  .......
as=someone                             .......
as=person from a page of another site  .......
as=desk from a page of another site    .......
as=desk of no room                     ???????
"""

# Verbs of core by seat: a guest, a registered person, one with an account, the desk, the projector.
SEATS = ["guest", "registered", "account", "desk", "screen"]
CORE_VERBS = """
room      start     ...d.
room      end       ...d.
room      stage     ...d.
activity  open      ...d.
activity  close     ...d.
activity  reveal    ...d.
activity  conceal   ...d.
activity  round     ...d.
"""

# A format's verbs, whatever they are called, by whom they are for and whom the activity accepts. A desk says nothing of
# a person's: it would be counted without a seat.
FORMAT_VERBS = """
person  anyone      gra..
person  registered  .ra..
person  account     ..a..
host    anyone      ...d.
host    registered  ...d.
host    account     ...d.
"""


def rows(table: str) -> dict[str, str]:
    """What stands before the marks, and the marks."""
    cut = (line.rsplit(None, 1) for line in table.splitlines() if line.strip())
    return {" ".join(name.split()): marks for name, marks in cut}


@cache
def declared() -> dict[str, str]:
    """The rows by name of the address."""
    lines = [line.split() for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]
    return {" ".join(cells[:-count]): " ".join(cells[-count:]) for cells in lines for count in [_marks(cells)]}


def _marks(cells: list[str]) -> int:
    """How many columns a row has: its last words of as many letters as there are people."""
    return 3 if len(cells) > 3 and all(len(cell) == len(PEOPLE) for cell in cells[-3:]) else 2
