"""The reference that stays open: a PySide6 window with an empty QGraphicsView and a one-line QTextBrowser."""

import sys

from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QMainWindow, QTextBrowser

application = QApplication(sys.argv[:1])
application.setStyle("Fusion")
window = QMainWindow()
scene = QGraphicsScene()
window.setCentralWidget(QGraphicsView(scene))
text = QTextBrowser()
text.setPlainText("One line.")
window.statusBar().addWidget(text)
window.resize(1320, 900)
window.show()
sys.exit(application.exec())
