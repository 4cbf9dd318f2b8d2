using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Tables;

/// <summary>A column of conditions.</summary>
/// <param name="Label">What people call it: its label, or the expression.</param>
/// <param name="Expression">What is looked at.</param>
/// <param name="Allowed">The values it may have; null if all.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record InputColumn(string Label, Code Expression, AllowedValues? Allowed, SourcePlace Place);

/// <summary>A column of outputs.</summary>
/// <param name="Name">Its name; empty if it is the only one and has none.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Values">The values it may have, the most important first; null if all.</param>
/// <param name="Ranks">The same, or those that its type allows: the order of priorities.</param>
/// <param name="Default">What it is if no rule hits; null if nothing.</param>
internal sealed record OutputColumn(string Name, ItemType Type, AllowedValues? Values, AllowedValues? Ranks, Code? Default);

/// <summary>A cell of conditions.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Test">The condition; null if it takes everything.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record TestCell(string Text, Code? Test, SourcePlace Place);

/// <summary>A rule.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Cells">A condition for each column.</param>
/// <param name="Outputs">An output for each column.</param>
/// <param name="Notes">Its annotations.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record TableRule(int Number, TestCell[] Cells, Code[] Outputs, RuleNotes Notes, SourcePlace Place);
