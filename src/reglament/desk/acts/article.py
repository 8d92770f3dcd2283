"""Articles: written in versions, published for good, offered until withdrawn. No customer's data belongs into one."""

from uuid import UUID

from django.db.models import Max

from reglament.desk.acts.on_line import NotThere, demand_line, demand_row
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Article, ArticleVersion
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


def add_article(
    *, desk: Desk, viewer: Viewer, line: int, public: bool = False, product: UUID | None = None
) -> UUID:
    """Begin an article; give its id. `public`: once published it is read without sign-in."""
    demand_line(viewer=viewer, line=line)
    with seen_by(viewer):
        made = Article.objects.create(
            id=new_id(desk.world), line_id=line, public=public, product_id=product, made_at=desk.world.now()
        )
        return made.id


def write_version(*, desk: Desk, viewer: Viewer, article: UUID, language: str, title: str, body: str) -> UUID:
    """Write the next version in a language as a draft; give its id. A draft of that language that waits is written over."""
    with seen_by(viewer):
        row = _locked(viewer, article)
        versions = ArticleVersion.objects.filter(article=row, language=language)
        words = {"title": title, "body": body, "made_at": desk.world.now(), "made_by": viewer.who}
        draft = versions.filter(published_at=None).first()
        if draft is not None:
            versions.filter(id=draft.id).update(**words)
            return draft.id
        last: int | None = versions.aggregate(last=Max("number"))["last"]
        made = ArticleVersion.objects.create(
            id=new_id(desk.world), article=row, language=language, number=(last or 0) + 1, **words
        )
        return made.id


def publish_version(*, desk: Desk, viewer: Viewer, version: UUID) -> None:
    """Publish a draft; from then on its words never change. Published already, it stays as it is."""
    with seen_by(viewer):
        found = ArticleVersion.objects.filter(id=version).first()
        if found is None:
            raise NotThere(f"version {version}")
        _locked(viewer, found.article_id)
        ArticleVersion.objects.filter(id=version, published_at=None).update(published_at=desk.world.now())


def withdraw_article(*, desk: Desk, viewer: Viewer, article: UUID) -> None:
    """Offer it no longer; whoever has a link to a version still reads that."""
    with seen_by(viewer):
        row = _locked(viewer, article)
        Article.objects.filter(id=row.id, withdrawn_at=None).update(withdrawn_at=desk.world.now())


def _locked(viewer: Viewer, article: UUID) -> Article:
    found = Article.objects.select_for_update().filter(id=article).first()
    return demand_row(found, viewer=viewer, what=f"article {article}")
