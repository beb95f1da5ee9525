"""LiveAtlas: shows each change that an author saves in the atlas folder that is open."""

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.core.atlas import Atlas
from viewer.core.errors import ContentError
from viewer.shell.rereading import AtlasReader
from viewer.shell.source import Source
from viewer.shell.watching import AtlasWatch
from viewer.shell.window import MainWindow

_PATIENCE_MS = 450
"""How long a folder must have been quiet before faults are told: some editors save in two steps."""


class LiveAtlas(QObject):
    """Follows the folder that the window shows, if the reader opened one, or that it waits for."""

    def __init__(self, window: MainWindow) -> None:
        """Follow what ``window`` shows now and whatever it will show."""
        super().__init__(window)
        self._window = window
        self._source: Source | None = None
        self._told = ""
        self._refused: Exception | None = None
        self._reader: AtlasReader | None = None
        self._watch = AtlasWatch(self)
        self._watch.settled.connect(self._read)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._tell_faults)
        window.atlas_shown.connect(self.follow)
        window.atlas_refused.connect(self.wait_for)
        window.closed.connect(self.end)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Follow the atlas that the window shows."""
        source = self._window.source
        if source is not None and source is self._source:
            return
        self._begin(None if source is None or source.packed else source, self._window.atlas)

    @Slot(object)
    def wait_for(self, source: Source | None) -> None:
        """Open an atlas folder as soon as its faults are mended, unless the one on screen is followed."""
        if self._source is None and source is not None and not source.packed:
            self._begin(source, None)
            self._told = self._window.message_bar.text

    @Slot()
    def end(self) -> None:
        """Follow nothing any more."""
        self._patience.stop()
        self._watch.leave()
        if self._reader is not None:
            self._reader.end()

    def _begin(self, source: Source | None, atlas: Atlas | None) -> None:
        self._source, self._told, self._refused = source, "", None
        self._patience.stop()
        self._watch.leave()
        if self._reader is not None:
            self._reader.abandon()
        if source is None:
            return
        if self._reader is None:
            self._reader = AtlasReader(self)
            self._reader.was_read.connect(self._show)
            self._reader.was_refused.connect(self._refuse)
        self._reader.begin(source.folder, atlas)
        self._watch.watch(source.folder)

    @Slot()
    def _read(self) -> None:
        self._patience.stop()
        if self._reader is not None and self._source is not None:
            self._reader.read(self._source.folder, self._window.atlas.language)

    @Slot(object)
    def _show(self, atlas: Atlas) -> None:
        bar, source = self._window.message_bar, self._source
        if bar.text and bar.text == self._told:
            bar.dismiss()
        self._told = ""
        if source is None:
            return
        if source is self._window.source:
            self._window.show_again(atlas)
        else:
            self._window.show_atlas(atlas, source.folder, source=source)
        if not bar.text:
            bar.tell(self.tr("The atlas was read again."))

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        self._refused = error
        self._patience.start(max(0, _PATIENCE_MS - self._watch.quiet_ms()))

    @Slot()
    def _tell_faults(self) -> None:
        error = self._refused
        if error is None or self._source is None:
            return
        faults = [str(fault) for fault in error.faults] if isinstance(error, ContentError) else [str(error)]
        text = self.tr("“{name}” has faults now; on screen is the last version without any.").format(
            name=self._source.path.name
        )
        bar = self._window.message_bar
        if bar.text != text or bar.details != tuple(faults):
            bar.tell(text, faults, opened=True)
        self._told = text
