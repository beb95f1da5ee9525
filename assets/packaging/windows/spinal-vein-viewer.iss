; Inno Setup: an installer for one user, who need not be an administrator. Not tried on Windows yet.
; From the checkout, after `python -m assets.packaging`:
;   iscc /DVersion=0.1.0 assets\packaging\windows\spinal-vein-viewer.iss
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif
#define Name "Spinal Vein Viewer"
#define Program "spinal-vein-viewer.exe"
#define Checkout "..\..\.."

[Setup]
; Kept for ever: it is how an upgrade finds what it replaces.
AppId={{7C0A2B1E-5D0E-4B57-9C1D-6E2F8A9B3D41}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The authors of Spinal Vein Viewer
VersionInfoVersion={#Version}
LicenseFile={#Checkout}\LICENSE
PrivilegesRequired=lowest
DefaultDirName={autopf}\{#Name}
DisableProgramGroupPage=yes
ChangesAssociations=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
SetupIconFile=spinal-vein-viewer.ico
UninstallDisplayIcon={app}\{#Program}
Compression=lzma2
SolidCompression=yes
OutputDir={#Checkout}\dist
OutputBaseFilename=spinal-vein-viewer-{#Version}-windows-x64
WizardStyle=modern

[Files]
Source: "{#Checkout}\build\bundle\spinal-vein-viewer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "application-x-spinal-vein-atlas.ico"; DestDir: "{app}"; Flags: ignoreversion

[InstallDelete]
; An upgrade begins with an empty folder, so that nothing of an older version is imported.
Type: filesandordirs; Name: "{app}\*"

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktop

[Tasks]
Name: desktop; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Registry]
Root: HKA; Subkey: "Software\Classes\.svatlas"; ValueType: string; ValueData: "SpinalVeinViewer.Atlas"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.svatlas"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-spinal-vein-atlas"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\SpinalVeinViewer.Atlas"; ValueType: string; ValueData: "Spinal Vein Viewer atlas"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\SpinalVeinViewer.Atlas\DefaultIcon"; ValueType: string; ValueData: "{app}\application-x-spinal-vein-atlas.ico"
Root: HKA; Subkey: "Software\Classes\SpinalVeinViewer.Atlas\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

; Removing the program leaves the reader's settings and notes where they are: nothing here names their folder.
