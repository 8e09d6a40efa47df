"""What happens when the last reader has approved: the page is published, in their name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Wagtail reads this module while its models load
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: "AbstractBaseUser | None" = None) -> None:
    """Publishes what was approved. The right to approve is enough: an editor may publish this way and no other."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
